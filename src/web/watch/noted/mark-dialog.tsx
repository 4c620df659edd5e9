import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Mark } from '../../../client/index.ts';
import { api } from '../../api/client.ts';
import type { CameraFootage } from '../../api/shapes.ts';
import { invalidate } from '../../base/query.ts';
import { useSubmit } from '../../base/submit.ts';
import { useMessages } from '../../messages/language.tsx';
import { Act } from '../../parts/act.tsx';
import { oneLine } from '../../parts/one-line.ts';
import { submitted } from '../../parts/typed.ts';
import { frameText } from '../../time/format.ts';
import { MarkFields, type NotedWords } from './mark-fields.tsx';
import { marksKey } from './marks-key.ts';

interface MarkDialogProps {
  readonly requestId: string;
  /** A new mark of that frame, or one that is there. */
  readonly at: { readonly ms: number; readonly camera: CameraFootage } | { readonly mark: Mark };
  readonly close: () => void;
}

/** Notes an instant, or changes what is noted of it. It is open as long as it is there. */
export function MarkDialog({ requestId: id, at, close }: MarkDialogProps) {
  const { notedMarks: words } = useMessages();
  const known = 'mark' in at ? at.mark : undefined;
  const [said, say] = useState<NotedWords>({ note: known?.note ?? '', still: known?.still ?? false });
  const { run, isBusy, problem } = useSubmit(async () => {
    const words = { note: oneLine(said.note), still: said.still };
    if ('mark' in at) await api.changeMark({ id, markId: at.mark.id }, words);
    else {
      const instant = new Date(at.ms).toISOString();
      await api.markInstant({ id }, { cameraId: at.camera.id, at: instant, ...words });
    }
    invalidate(marksKey(id));
    close();
  });
  const title =
    'mark' in at
      ? words.changeTitle(frameText(Date.parse(at.mark.at)))
      : words.makeTitle(at.camera.name, frameText(at.ms));
  return (
    <OpenDialog title={title} close={close}>
      <form class="stack" onSubmit={submitted(run)}>
        <MarkFields {...{ said, say, problem }} />
        <Act label={words.save} problem={problem} isBusy={isBusy} tone="primary">
          <button type="button" onClick={close}>
            {words.keep}
          </button>
        </Act>
      </form>
    </OpenDialog>
  );
}

interface OpenDialogProps {
  readonly title: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

function OpenDialog({ title, close, children }: OpenDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    // The focus returns to where it was.
    return () => opened?.close();
  }, []);
  return (
    <dialog ref={dialog} aria-labelledby={id} onClose={close}>
      <div class="stack">
        <h2 id={id} class="number">
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
