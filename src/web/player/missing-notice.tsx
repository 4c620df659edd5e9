import type { GapReason } from '../api/shapes.ts';
import { useLanguage } from '../messages/language.tsx';
import { lengthText } from '../time/length.ts';
import type { MissingTime } from './missing.ts';
import type { Missing } from './use-missing.ts';

/** Over the picture: what is missing, why, and whether to wait or to go on behind it. */
export function MissingNotice({ missing }: { readonly missing: Missing<MissingTime<GapReason>> }) {
  const { messages, language } = useLanguage();
  const { player: words, gaps, units } = messages;
  const { time, isRunning, wait, jump } = missing;
  const length = lengthText(time.toMs - time.fromMs, units, language);
  return (
    <div class="player-over is-missing" role="status">
      <p>
        <strong>{words.missing(length, gaps[time.reason])}</strong>
      </p>
      <div class="actions">
        {jump && (
          <button type="button" class="primary" onClick={jump}>
            {words.jumpMissing}
          </button>
        )}
        {!isRunning && (
          <button type="button" onClick={wait}>
            {words.waitMissing}
          </button>
        )}
      </div>
    </div>
  );
}
