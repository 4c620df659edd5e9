import { useEffect, useState } from 'preact/hooks';
import { api, blobOf } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import { useSubmit } from '../base/submit.ts';
import { type CameraDraft, trialOf } from '../cameras/form/camera-form.ts';
import { useMessages } from '../messages/language.tsx';

/** What became of the trial of the stream that is typed now; nothing when another one is typed since. */
export interface Trial {
  /** URL of the picture in this browser. */
  readonly picture: string | undefined;
  readonly problem: Problem | undefined;
  readonly isBusy: boolean;
  readonly run: () => Promise<void>;
}

/** Tries the stream of a draft; the picture goes with the page. */
export function useTrial(draft: CameraDraft): Trial {
  const typed = JSON.stringify(trialOf(draft));
  const [seen, setSeen] = useState<{ readonly of: string; readonly picture: string }>();
  const [triedOf, setTriedOf] = useState('');
  useEffect(() => () => seen && URL.revokeObjectURL(seen.picture), [seen]);
  const { run, isBusy, problem } = useSubmit(async () => {
    setTriedOf(typed);
    setSeen({ of: typed, picture: URL.createObjectURL(blobOf(await api.tryStream(trialOf(draft)))) });
  });
  return {
    picture: seen?.of === typed ? seen.picture : undefined,
    problem: triedOf === typed ? problem : undefined,
    isBusy,
    run,
  };
}

/** The picture of the stream, so that the technician sees that it is the right one. */
export function TrialPicture({ trial: { picture } }: { readonly trial: Trial }) {
  const { enrolment: words } = useMessages();
  if (!picture) return null;
  return (
    <figure class="check-picture panel stack" role="status">
      <img src={picture} alt={words.trialPicture} />
      <figcaption>{words.trialSeen}</figcaption>
    </figure>
  );
}
