import { useState } from 'preact/hooks';
import type { Mark } from '../../../client/index.ts';
import { api } from '../../api/client.ts';
import { invalidate } from '../../base/query.ts';
import { useMessages } from '../../messages/language.tsx';
import { ActDialog } from '../../parts/act-dialog.tsx';
import { frameText } from '../../time/format.ts';
import { MarkDialog } from './mark-dialog.tsx';
import { marksKey } from './marks-key.ts';

interface MarkItemProps {
  readonly requestId: string;
  readonly mark: Mark;
  readonly cameraName: string;
  readonly go: (ms: number, cameraId: string) => void;
}

/** One mark: its time goes to the frame; its words can be changed, and it can be removed. */
export function MarkItem({ requestId, mark, cameraName, go }: MarkItemProps) {
  const { notedMarks: words } = useMessages();
  const [isChanging, setChanging] = useState(false);
  const { id: markId, cameraId, note, still } = mark;
  const atMs = Date.parse(mark.at);
  const time = frameText(atMs);
  const remove = async () => {
    await api.removeMark({ id: requestId, markId });
    invalidate(marksKey(requestId));
  };
  return (
    <li class="noted-mark">
      <button type="button" class="plain number" onClick={() => go(atMs, cameraId)}>
        {time} · {cameraName}
      </button>
      <p>{note}</p>
      <div class="row">
        {still && <span class="small soft">{words.pictured}</span>}
        <button
          type="button"
          class="plain small"
          aria-label={words.changeOf(time)}
          onClick={() => setChanging(true)}
        >
          {words.change}
        </button>
        <ActDialog
          tone="plain small"
          open={words.remove}
          openLabel={words.removeOf(time)}
          title={words.removeTitle(time)}
          act={words.removeAct}
          keep={words.keep}
          run={remove}
        >
          {note}
        </ActDialog>
      </div>
      {isChanging && <MarkDialog {...{ requestId }} at={{ mark }} close={() => setChanging(false)} />}
    </li>
  );
}
