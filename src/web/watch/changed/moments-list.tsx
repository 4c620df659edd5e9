import type { CameraFootage } from '../../api/shapes.ts';
import { useLanguage } from '../../messages/language.tsx';
import { WhenSeen } from '../../parts/when-seen.tsx';
import type { StoryboardShelf } from '../../player/storyboard.ts';
import { StoryboardTile } from '../../player/storyboard-tile.tsx';
import { rangeText } from '../../time/format.ts';
import { lengthText } from '../../time/length.ts';
import { type ChangesOfCamera, momentsByTime } from './search.ts';

interface MomentsListProps {
  readonly requestId: string;
  readonly cameras: readonly CameraFootage[];
  readonly found: readonly ChangesOfCamera[];
  readonly shelf: StoryboardShelf;
  readonly go: (ms: number, cameraId: string) => void;
}

/** The moments that were found: a click goes to the last picture before the change. Pictures come as they are scrolled to. */
export function MomentsList({ requestId, cameras, found, shelf, go }: MomentsListProps) {
  const { messages, language } = useLanguage();
  const { changed: words } = messages;
  const moments = momentsByTime(found);
  const nameOf = (id: string) => cameras.find((camera) => camera.id === id)?.name ?? id;
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  return (
    <>
      <p role="status">{words.count(moments.length)}</p>
      {found.some(({ changes }) => changes.cut) && <p class="notice">{words.cut}</p>}
      {moments.length > 0 && (
        <ol class="found-moments" aria-label={words.title}>
          {moments.map(({ cameraId, fromMs, toMs, atMs, share, isWhole }) => (
            <li key={`${cameraId} ${fromMs}`}>
              <button type="button" class="plain" onClick={() => go(fromMs, cameraId)}>
                <WhenSeen class="moment-tile">
                  {() => <StoryboardTile shelf={shelf} of={{ id: requestId, cameraId }} ms={atMs} />}
                </WhenSeen>
                <span>
                  <span class="number">{rangeText(fromMs, toMs)}</span>
                  <br />
                  {nameOf(cameraId)}
                  <br />
                  <span class="small soft">
                    {isWhole ? words.whole : words.share(percent.format(Math.max(share, 0.01)))}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ol>
      )}
      {found.map(({ cameraId, changes }) => (
        <Bounds key={cameraId} name={nameOf(cameraId)} changes={changes} />
      ))}
    </>
  );
}

interface BoundsProps {
  readonly name: string;
  readonly changes: ChangesOfCamera['changes'];
}

/** How far apart the pictures of a camera were, and which time had none. */
function Bounds({ name, changes }: BoundsProps) {
  const { messages, language } = useLanguage();
  const { changed: words, units } = messages;
  const { pictures, longestStepMs, unsearched } = changes;
  return (
    <div class="small soft">
      <p>
        {longestStepMs > 0
          ? words.compared(name, pictures, lengthText(longestStepMs, units, language))
          : words.uncompared(name)}
      </p>
      {unsearched.length > 0 && (
        <details>
          <summary>{words.unsearched(unsearched.length)}</summary>
          <ul>
            {unsearched.map(({ from, to, reason }) => (
              <li key={from}>
                <span class="number">{rangeText(Date.parse(from), Date.parse(to))}</span>:{' '}
                {words.reasons[reason]}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
