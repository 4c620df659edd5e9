import { useEffect, useRef, useState } from 'preact/hooks';
import { api, blobOf } from '../api/client.ts';
import { useSubmit } from '../base/submit.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Icon } from '../parts/icon.tsx';
import { frameText, localInputText } from '../time/format.ts';
import { doubtText } from './doubt-text.ts';
import type { FootageOf } from './footage-of.ts';
import type { NamedFrame } from './named-frame.ts';
import { digestFile, hexOfDigest } from './still-digest.ts';

interface Still {
  readonly url: string;
  readonly atMs: number;
  readonly errorMs: number;
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
}

interface StillButtonProps {
  readonly of: FootageOf;
  readonly cameraName: string;
  readonly frame: NamedFrame | undefined;
}

/** The frame on the screen as a picture to keep, decoded by the service from the stored original. */
export function StillButton({ of, cameraName, frame }: StillButtonProps) {
  const { player: words } = useMessages();
  const [still, setStill] = useState<Still>();
  const { run, isBusy, problem } = useSubmit(async () => {
    if (frame) setStill(await fetchStill(of, frame));
  });
  return (
    <>
      <button type="button" onClick={() => void run()} disabled={isBusy || !frame} aria-busy={isBusy}>
        <Icon name="still" />
        {words.still}
      </button>
      <ProblemNotice problem={problem} />
      {still && (
        <StillDialog still={still} of={of} cameraName={cameraName} close={() => setStill(undefined)} />
      )}
    </>
  );
}

async function fetchStill(of: FootageOf, { isCopied, ...frame }: NamedFrame): Promise<Still> {
  const named = { ...of, ...frame };
  const still = await (isCopied ? api.getCopiedFrame(named) : api.getFrame(named));
  const { headers } = still;
  return {
    url: URL.createObjectURL(blobOf(still)),
    atMs: Date.parse(headers.get('X-Frame-Time') ?? ''),
    errorMs: Number(headers.get('X-Frame-Error')),
    sha256: hexOfDigest(headers.get('Repr-Digest') ?? ''),
  };
}

interface StillDialogProps extends Omit<StillButtonProps, 'frame'> {
  readonly still: Still;
  readonly close: () => void;
}

function StillDialog({ still, of, cameraName, close }: StillDialogProps) {
  const { messages, language } = useLanguage();
  const { player: words, common } = messages;
  const { url, atMs, errorMs, sha256 } = still;
  const dialog = useRef<HTMLDialogElement>(null);
  const digestUrl = useRef('');
  const name = fileName(cameraName, atMs);
  digestUrl.current ||= URL.createObjectURL(digestFile(sha256, name));
  useEffect(() => {
    dialog.current?.showModal();
    return () => {
      for (const made of [url, digestUrl.current]) URL.revokeObjectURL(made);
    };
  }, [still]);
  const title = words.stillOf(frameText(atMs));
  return (
    <dialog ref={dialog} class="still" aria-labelledby="still-title" onClose={close}>
      <div class="stack">
        <h2 id="still-title" class="number">
          {title}
        </h2>
        <img src={url} alt={title} />
        <dl class="facts still-facts">
          <Fact
            name={words.clock}
            value={`${frameText(atMs)} ±\u00a0${doubtText(Math.max(errorMs, leastMs), language)}`}
          />
          <Fact name={words.stillCamera} value={cameraName} />
          <Fact name={words.stillRequest} value={of.id} />
          <Fact name="SHA-256" value={sha256} />
        </dl>
        <div class="actions">
          <a class="button primary" href={url} download={name}>
            {words.saveStill}
          </a>
          <a class="button" href={digestUrl.current} download={`${name}.sha256`}>
            {words.saveDigest}
          </a>
          <button type="button" onClick={() => dialog.current?.close()}>
            {common.close}
          </button>
        </div>
      </div>
    </dialog>
  );
}

const Fact = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd class="number">{value}</dd>
  </div>
);

/** A frame is seen some time before it is sent: none is more certain. */
const leastMs = 100;

/** `Cột 14 2026-11-21T211000,067.jpg`, by the site's clock: no character that a file system refuses. */
function fileName(cameraName: string, atMs: number): string {
  const camera = cameraName.replaceAll(/[\p{Cc}"*/:<>?\\|]/gu, '-');
  const ms = String(atMs % 1000).padStart(3, '0');
  return `${camera} ${localInputText(atMs).replaceAll(':', '')},${ms}.jpg`;
}
