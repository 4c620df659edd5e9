import { useMessages } from '../messages/language.tsx';
import { explain } from '../parts/fault.tsx';
import { clockText, rangeText } from '../time/format.ts';
import type { Range } from '../time/spoken-range.ts';
import type { RefusedFootage } from './playback.ts';
import { withAltered } from './refused-stretch.ts';

interface RefusalNoticeProps {
  readonly refused: RefusedFootage;
  /** What is altered of this camera, as far as it is known. */
  readonly altered: readonly Range[];
  readonly seek: (wallMs: number) => void;
  readonly endMs: number;
}

/** Which stretch is not played, why, and the way to what comes after it. */
export function RefusalNotice({ refused, altered, seek, endMs }: RefusalNoticeProps) {
  const messages = useMessages();
  const { records: words } = messages;
  const { cause, remedy } = explain(refused.problem, messages);
  const { fromMs, toMs } = withAltered(refused.stretch, altered);
  return (
    <div class="fault" role="alert">
      <strong class="number">{words.refused(rangeText(fromMs, toMs))}</strong> {cause} {remedy}
      {toMs < endMs && (
        <p>
          <button type="button" onClick={() => seek(toMs)}>
            {words.goOn(clockText(toMs))}
          </button>
        </p>
      )}
    </div>
  );
}
