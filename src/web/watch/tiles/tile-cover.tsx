import { useMemo } from 'preact/hooks';
import type { Problem } from '../../api/problem.ts';
import type { CameraFootage } from '../../api/shapes.ts';
import { isGap, type LanePart, laneOf, partAt } from '../../lanes/lane.ts';
import { partName } from '../../lanes/part-name.ts';
import { useLanguage } from '../../messages/language.tsx';
import type { Messages } from '../../messages/vi.ts';
import { explain } from '../../parts/fault.tsx';
import { clockText } from '../../time/format.ts';
import { lengthText } from '../../time/length.ts';
import type { Conductor, TileStanding } from '../clock/conductor.ts';
import { useHeard } from '../clock/use-conductor.ts';

interface TileCoverProps {
  /** `undefined`: the request opens no such camera. */
  readonly camera: CameraFootage | undefined;
  readonly standing: TileStanding;
  readonly problem: Problem | undefined;
  /** Whether the service does not answer at the moment. */
  readonly isAway: boolean;
  readonly conductor: Conductor;
  readonly retry: () => void;
  readonly go: (ms: number) => void;
}

/** Why a tile is black, in words upon it; nothing where it shows its picture. */
export function TileCover({ camera, standing, problem, isAway, conductor, retry, go }: TileCoverProps) {
  const { messages, language } = useLanguage();
  const { watch: words, player, problems, common, units } = messages;
  const lane = useMemo(() => camera && laneOf(camera), [camera]);
  const part = useHeard(conductor, () => lane && partAt(lane, conductor.ms));
  if (!camera) return <Cover text={words.outside} />;
  if (camera.spans.length === 0) return <Cover text={problems['nothing-recorded'].cause} />;
  if (problem)
    return (
      <Cover text={explain(problem, messages).cause}>
        <button type="button" onClick={retry}>
          {common.tryAgain}
        </button>
      </Cover>
    );
  if (standing.kind === 'waiting') return <Cover text={isAway ? player.away : player.loading} isWaiting />;
  if (standing.kind === 'shown') return null;
  const isMissing = part !== undefined && isGap(part.kind);
  const text = isMissing
    ? words.missing(lengthText(part.toMs - part.fromMs, units, language), gapName(part, messages))
    : blackName(part, messages);
  return (
    <Cover text={text}>
      {isMissing && (
        <button type="button" class="number" onClick={() => go(part.toMs)}>
          {words.goOn(clockText(part.toMs))}
        </button>
      )}
    </Cover>
  );
}

const gapName = ({ kind }: LanePart, { gaps }: Messages): string => (isGap(kind) ? gaps[kind] : '');

const blackName = (part: LanePart | undefined, messages: Messages): string =>
  part?.kind === 'recorded' ? messages.watch.notAsked : partName(part, messages);

interface CoverProps {
  readonly text: string;
  readonly isWaiting?: boolean;
  readonly children?: preact.ComponentChildren;
}

function Cover({ text, isWaiting = false, children }: CoverProps) {
  return (
    <div class={isWaiting ? 'watch-cover is-waiting' : 'watch-cover'} role="status">
      {isWaiting && <span class="spinner" aria-hidden="true" />}
      <span>{text}</span>
      {children}
    </div>
  );
}
