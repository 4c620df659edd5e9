import type { GapReason } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import type { MissingTime } from './missing.ts';
import { MissingNotice } from './missing-notice.tsx';
import type { Playback } from './playback.ts';
import type { Missing } from './use-missing.ts';

interface PictureNoticesProps {
  readonly playback: Pick<Playback, 'isWaiting' | 'isAway' | 'light' | 'insist' | 'problem'>;
  readonly missing: Missing<MissingTime<GapReason>> | undefined;
}

/** Over the picture: that it is awaited, that it is missing, or that it is only a part of what there is. */
export function PictureNotices({ playback, missing }: PictureNoticesProps) {
  const { player: words } = useMessages();
  const { isWaiting, isAway, light, insist, problem } = playback;
  const [reason] = light;
  if (missing) return <MissingNotice missing={missing} />;
  return (
    <>
      {(isWaiting || isAway) && !problem && (
        <div class="player-over is-waiting" role="status">
          <span class="spinner" />
          <span class="spinner-words">{isAway ? words.away : words.loading}</span>
        </div>
      )}
      {reason && (
        <div class="player-over is-light" role="status">
          <p>{words.light[reason]}</p>
          {reason === 'line' && (
            <button type="button" onClick={insist}>
              {words.insist}
            </button>
          )}
        </div>
      )}
    </>
  );
}
