import { useState } from 'preact/hooks';
import type { Mark } from '../../../client/index.ts';
import { api } from '../../api/client.ts';
import type { CameraFootage } from '../../api/shapes.ts';
import { useQuery } from '../../base/query.ts';
import { useMessages } from '../../messages/language.tsx';
import { ProblemNotice } from '../../parts/fault.tsx';
import { useShortcut } from '../../parts/shortcut.ts';
import { Skeleton } from '../../parts/skeleton.tsx';
import { MarkDialog } from './mark-dialog.tsx';
import { MarkItem } from './mark-item.tsx';
import { marksKey } from './marks-key.ts';

interface NotedMarksProps {
  readonly requestId: string;
  readonly cameras: readonly CameraFootage[];
  /** The camera in focus. */
  readonly camera: CameraFootage;
  /** Wall time of its shown frame. */
  readonly frameMs: number | undefined;
  readonly go: (ms: number, cameraId: string) => void;
}

/** Instants with a note, which belong to the request: `M` marks the shown frame, a click goes to it. */
export function NotedMarks({ requestId, cameras, camera, frameMs, go }: NotedMarksProps) {
  const { notedMarks: words } = useMessages();
  const { data, problem, isLoading, reload } = useQuery(marksKey(requestId), (signal) =>
    api.listMarks({ id: requestId }, { signal }),
  );
  const [at, setAt] = useState<{ readonly ms: number; readonly camera: CameraFootage }>();
  const begin = () => {
    // The frame lasts from there on: an earlier millisecond is the frame before.
    if (frameMs !== undefined) setAt({ ms: Math.ceil(frameMs), camera });
  };
  useShortcut(['m', 'M'], begin);
  const marks: readonly Mark[] = data?.marks ?? [];
  const nameOf = (id: string) => cameras.find((each) => each.id === id)?.name ?? id;
  return (
    <section class="stack tight" aria-labelledby="noted-marks-title">
      <h2 id="noted-marks-title">
        {words.title} {marks.length > 0 && <span class="number soft">({marks.length})</span>}
      </h2>
      <button type="button" onClick={begin} disabled={frameMs === undefined}>
        <kbd>M</kbd> {words.make}
      </button>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={2} />}
      {data && marks.length === 0 && <p class="hint">{words.none}</p>}
      {marks.length > 0 && (
        <ul class="noted-marks" aria-labelledby="noted-marks-title">
          {marks.map((mark) => (
            <MarkItem key={mark.id} {...{ requestId, mark, go }} cameraName={nameOf(mark.cameraId)} />
          ))}
        </ul>
      )}
      {at && <MarkDialog {...{ requestId, at }} close={() => setAt(undefined)} />}
    </section>
  );
}
