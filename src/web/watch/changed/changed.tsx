import { useEffect, useRef, useState } from 'preact/hooks';
import { asProblem, type Problem } from '../../api/problem.ts';
import type { CameraFootage } from '../../api/shapes.ts';
import { useMessages } from '../../messages/language.tsx';
import { ProblemNotice } from '../../parts/fault.tsx';
import type { StoryboardShelf } from '../../player/storyboard.ts';
import type { Range } from '../../time/spoken-range.ts';
import { MomentsList } from './moments-list.tsx';
import { type AskedSearch, type ChangesOfCamera, momentsByCamera, searchInTurn } from './search.ts';
import { SearchDialog } from './search-dialog.tsx';
import { offeredStretches } from './stretches.ts';

export interface ChangedProps {
  readonly requestId: string;
  readonly cameras: readonly CameraFootage[];
  /** The camera in focus. */
  readonly camera: CameraFootage;
  /** Ids of the cameras on the screen. */
  readonly tiles: readonly string[];
  readonly opened: Range;
  readonly marked: Partial<Range>;
  /** Wall time of the shown frame. */
  readonly frameMs: number | undefined;
  readonly shelf: StoryboardShelf;
  /** The picture in focus. */
  readonly videoInFocus: () => HTMLVideoElement | null;
  readonly go: (ms: number, cameraId: string) => void;
  /** Hears what was found up to now, by camera. */
  readonly tell: (moments: ReadonlyMap<string, readonly Range[]>) => void;
}

interface Searching {
  readonly asked: AskedSearch;
  readonly found: readonly ChangesOfCamera[];
  /** Absent once it has ended. */
  readonly stop?: AbortController;
  readonly problem?: Problem;
}

/** Searches the time for changes in a box that is drawn on the picture. It knows brightness only; it recognises nothing. */
export function Changed(props: ChangedProps) {
  const { requestId, cameras, camera, tiles, opened, marked, frameMs, shelf, videoInFocus, go, tell } = props;
  const { changed: words } = useMessages();
  const [video, setVideo] = useState<HTMLVideoElement>();
  const [searching, setSearching] = useState<Searching>();
  const stopped = useRef<AbortController>();
  useEffect(() => () => stopped.current?.abort(), []);
  const search = async (asked: AskedSearch) => {
    stopped.current?.abort();
    const stop = new AbortController();
    stopped.current = stop;
    let found: readonly ChangesOfCamera[] = [];
    const show = (over: Partial<Searching>) => {
      if (stopped.current !== stop) return;
      setSearching({ asked, found, ...over });
      tell(momentsByCamera(found));
    };
    show({ stop });
    const hear = (one: ChangesOfCamera) => {
      found = [...found, one];
      show({ stop });
    };
    await searchInTurn(asked, hear, stop.signal).then(
      () => show({}),
      (error: unknown) => show(stop.signal.aborted ? {} : { problem: asProblem(error) }),
    );
  };
  const others = cameras.filter(({ id }) => id !== camera.id && tiles.includes(id));
  return (
    <section class="stack tight" aria-labelledby="changed-title">
      <h2 id="changed-title">{words.title}</h2>
      <button
        type="button"
        disabled={frameMs === undefined}
        onClick={() => setVideo(videoInFocus() ?? undefined)}
      >
        {words.draw}
      </button>
      {!searching && <p class="hint">{words.hint}</p>}
      {searching?.stop && (
        <div class="row">
          <progress
            value={searching.found.length}
            max={searching.asked.cameraIds.length}
            aria-label={words.searching}
          />
          <button type="button" class="small" onClick={() => searching.stop?.abort()}>
            {words.stop}
          </button>
        </div>
      )}
      <ProblemNotice problem={searching?.problem} retry={() => searching && void search(searching.asked)} />
      {searching && (searching.found.length > 0 || !(searching.stop || searching.problem)) && (
        <MomentsList {...{ requestId, cameras, shelf, go }} found={searching.found} />
      )}
      {video && frameMs !== undefined && (
        <SearchDialog
          {...{ requestId, video, camera, others }}
          stretches={offeredStretches({ opened, marked, frameMs })}
          search={(asked) => void search(asked)}
          close={() => setVideo(undefined)}
        />
      )}
    </section>
  );
}
