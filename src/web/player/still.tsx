import { useEffect, useRef, useState } from 'preact/hooks';
import { api, blobOf } from '../api/client.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Icon } from '../parts/icon.tsx';
import { frameText } from '../time/format.ts';
import type { FootageOf } from './footage-of.ts';

interface Still {
  readonly url: string;
  readonly atMs: number;
}

/** The keyframe at or before what is shown, as a picture to keep; its own time is named. */
export function StillButton({ of, atMs }: { readonly of: FootageOf; readonly atMs: number | undefined }) {
  const { player: words } = useMessages();
  const [still, setStill] = useState<Still>();
  const { run, isBusy, problem } = useSubmit(async () => {
    if (atMs !== undefined) setStill(await fetchStill(of, atMs));
  });
  return (
    <>
      <button type="button" onClick={() => void run()} disabled={isBusy || atMs === undefined}>
        <Icon name="still" />
        {words.still}
      </button>
      <ProblemNotice problem={problem} />
      {still && <StillDialog still={still} close={() => setStill(undefined)} />}
    </>
  );
}

async function fetchStill(of: FootageOf, atMs: number): Promise<Still> {
  const still = await api.getStill(of, { at: new Date(atMs).toISOString() });
  const time = Date.parse(still.headers.get('X-Frame-Time') ?? '');
  return { url: URL.createObjectURL(blobOf(still)), atMs: time };
}

function StillDialog({ still, close }: { readonly still: Still; readonly close: () => void }) {
  const { player: words, common } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    return () => URL.revokeObjectURL(still.url);
  }, [still]);
  const title = words.stillOf(frameText(still.atMs));
  return (
    <dialog ref={dialog} class="still" aria-labelledby="still-title" onClose={close}>
      <div class="stack">
        <h2 id="still-title" class="number">
          {title}
        </h2>
        <img src={still.url} alt={title} />
        <div class="actions">
          <a
            class="button primary"
            href={still.url}
            download={`${new Date(still.atMs).toISOString().replaceAll(':', '')}.jpg`}
          >
            {words.saveStill}
          </a>
          <button type="button" onClick={() => dialog.current?.close()}>
            {common.close}
          </button>
        </div>
      </div>
    </dialog>
  );
}
