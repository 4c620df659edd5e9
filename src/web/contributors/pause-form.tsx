import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { Field } from '../parts/field.tsx';
import { MomentField } from '../parts/moment-field.tsx';
import { oneLine } from '../parts/one-line.ts';
import { submitted, typed } from '../parts/typed.ts';
import { localInputMs } from '../time/native-input.ts';
import { ContributorChoice } from './contributor-choice.tsx';

interface PauseFormProps {
  readonly id: string;
  readonly contributorIds: readonly string[];
}

/** A contributor wants the camera to rest, until a time or until they say otherwise. */
export function PauseForm({ id, contributorIds }: PauseFormProps) {
  const { wishes: words } = useMessages();
  const [contributorId, setContributor] = useState(contributorIds[0] ?? '');
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState('');
  const { run, isBusy, problem } = useSubmit(async () => {
    const end = until === '' ? {} : { until: new Date(localInputMs(until)).toISOString() };
    await api.pauseCamera({ id }, { contributorId, reason: oneLine(reason), ...end });
    invalidate('pauses');
  });
  return (
    <form class="panel stack" onSubmit={submitted(run)}>
      <h2>{words.pause}</h2>
      <p class="soft">{words.pauseMeans}</p>
      <ContributorChoice
        ids={contributorIds}
        value={contributorId}
        choose={setContributor}
        problem={problem}
      />
      <Field label={words.reason} name="reason" problem={problem}>
        {(wiring) => (
          <textarea {...wiring} value={reason} maxLength={1000} onInput={typed(setReason)} required />
        )}
      </Field>
      <MomentField label={words.pauseUntil} name="until" problem={problem} value={until} change={setUntil} />
      <Act label={words.pauseAct} problem={problem} isBusy={isBusy} tone="primary" />
    </form>
  );
}
