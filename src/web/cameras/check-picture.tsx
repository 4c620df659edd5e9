import { useEffect, useState } from 'preact/hooks';
import { api, blobOf } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { frameText } from '../time/format.ts';

type Verdict = 'good' | 'dark' | 'black' | 'frozen';

interface Picture {
  readonly url: string;
  readonly takenAtMs: number;
  readonly verdict: Verdict;
}

/** The one picture of a camera that technicians see: shown on request, since each look is recorded. */
export function CheckPicture({ id, name }: { readonly id: string; readonly name: string }) {
  const { still: words, common } = useMessages();
  const [picture, setPicture] = useState<Picture>();
  useEffect(() => () => picture && URL.revokeObjectURL(picture.url), [picture]);
  const show = useSubmit(async () => setPicture(await shownPicture(id)));
  const refresh = useSubmit(async () => {
    await api.refreshEnrolmentStill({ id });
    setPicture(await shownPicture(id));
    invalidate('health');
  });
  const isBusy = show.isBusy || refresh.isBusy;
  return (
    <section class="stack panel" aria-labelledby="check-picture">
      <h2 id="check-picture">{words.title}</h2>
      <p class="hint">{words.about}</p>
      {picture && <Shown picture={picture} name={name} />}
      <ProblemNotice problem={show.problem ?? refresh.problem} />
      <div class="actions">
        {!picture && (
          <button type="button" onClick={() => void show.run()} disabled={isBusy}>
            {show.isBusy ? common.working : words.show}
          </button>
        )}
        <button type="button" onClick={() => void refresh.run()} disabled={isBusy}>
          {refresh.isBusy ? common.working : words.refresh}
        </button>
      </div>
    </section>
  );
}

async function shownPicture(id: string): Promise<Picture> {
  const still = await api.getEnrolmentStill({ id });
  return {
    url: URL.createObjectURL(blobOf(still)),
    takenAtMs: Date.parse(still.headers.get('X-Frame-Time') ?? ''),
    verdict: (still.headers.get('X-Picture-Verdict') ?? 'good') as Verdict,
  };
}

function Shown({ picture, name }: { readonly picture: Picture; readonly name: string }) {
  const { still: words } = useMessages();
  const { url, takenAtMs, verdict } = picture;
  return (
    <figure class="check-picture">
      <img src={url} alt={words.of(name, frameText(takenAtMs))} />
      <figcaption class="row" role="status">
        <span class={`mark ${verdict === 'good' ? 'is-recording' : 'is-waiting'}`}>
          {words.verdicts[verdict]}
        </span>
        <span class="number">{frameText(takenAtMs)}</span>
      </figcaption>
    </figure>
  );
}
