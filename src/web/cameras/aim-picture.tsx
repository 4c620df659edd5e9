import { useEffect, useState } from 'preact/hooks';
import { api, blobOf } from '../api/client.ts';
import { setParameters, useLocation } from '../base/location.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { frameText } from '../time/format.ts';

interface LivePicture {
  readonly url: string;
  readonly takenAtMs: number;
}

/** Parameter of the address of a camera that was enrolled just now: its first picture is taken at once. */
export const aiming = 'aim';

/** Shows a live picture to the person who turns the camera: it is stored nowhere, and each look is recorded. */
export function AimPicture({ id, name }: { readonly id: string; readonly name: string }) {
  const { aim: words } = useMessages();
  const isFirst = useLocation().search.has(aiming);
  const [picture, setPicture] = useState<LivePicture>();
  useEffect(() => () => picture && URL.revokeObjectURL(picture.url), [picture]);
  const { run, isBusy, problem } = useSubmit(async () => setPicture(await livePicture(id)));
  useEffect(() => {
    if (!isFirst) return;
    // A reload is no look that a person asked for.
    setParameters({ [aiming]: undefined }, { replace: true });
    void run();
  }, [isFirst]);
  return (
    <section class="stack panel" aria-labelledby="aim-picture">
      <h2 id="aim-picture">{words.title}</h2>
      <p class="hint">{words.about}</p>
      {picture && <Aimed picture={picture} name={name} isOld={isBusy} />}
      <ProblemNotice problem={problem} />
      <div class="actions">
        <button type="button" onClick={() => void run()} disabled={isBusy}>
          {isBusy ? words.taking : picture ? words.again : words.show}
        </button>
      </div>
    </section>
  );
}

async function livePicture(id: string): Promise<LivePicture> {
  const taken = await api.takeLivePicture({ id });
  return {
    url: URL.createObjectURL(blobOf(taken)),
    takenAtMs: Date.parse(taken.headers.get('X-Frame-Time') ?? ''),
  };
}

interface AimedProps {
  readonly picture: LivePicture;
  readonly name: string;
  /** A newer one is on its way. */
  readonly isOld: boolean;
}

/** The picture with lines through its middle and its thirds. */
function Aimed({ picture: { url, takenAtMs }, name, isOld }: AimedProps) {
  const { aim: words } = useMessages();
  return (
    <figure class={`check-picture ${isOld ? 'is-old' : ''}`}>
      <div class="aimed">
        <img src={url} alt={words.of(name, frameText(takenAtMs))} />
        <svg class="crosshair" viewBox="0 0 6 6" preserveAspectRatio="none" aria-hidden="true">
          <path class="thirds" d="M2 0V6M4 0V6M0 2H6M0 4H6" />
          <path d="M3 0V6M0 3H6" />
        </svg>
      </div>
      <figcaption class="number" role="status">
        {frameText(takenAtMs)}
      </figcaption>
    </figure>
  );
}
