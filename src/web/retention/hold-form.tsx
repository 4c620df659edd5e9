import { useState } from 'preact/hooks';
import type { PlacedHold } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { CameraTicks } from '../cameras/camera-ticks.tsx';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { Field } from '../parts/field.tsx';
import { DayField, MomentField } from '../parts/moment-field.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { endOfDayMs, localInputMs } from '../time/native-input.ts';

const formatted = (ms: number): string => new Date(ms).toISOString();

const empty = { from: '', to: '', caseNumber: '', reason: '', reviewOn: '' };

/** A hold by hand: cameras × time, a case, a reason, and when it is looked at again. */
export function HoldForm() {
  const { holds: words } = useMessages();
  const [draft, setDraft] = useState(empty);
  const [cameras, setCameras] = useState<readonly string[]>([]);
  const [placed, setPlaced] = useState<PlacedHold>();
  const { run, isBusy, problem } = useSubmit(async () => {
    const { from, to, caseNumber, reason, reviewOn } = draft;
    const range = { from: formatted(localInputMs(from)), to: formatted(localInputMs(to)) };
    setPlaced(undefined);
    setPlaced(
      await api.placeHold({
        cameras,
        ...range,
        caseNumber,
        reason,
        reviewAt: formatted(endOfDayMs(reviewOn)),
      }),
    );
    setDraft(empty);
    setCameras([]);
    invalidate('holds');
  });
  const set = (field: keyof typeof empty) => (value: string) =>
    setDraft((before) => ({ ...before, [field]: value }));
  const text = (name: 'caseNumber' | 'reason', label: string) => (
    <Field label={label} name={name} problem={problem}>
      {(wiring) => <input {...wiring} value={draft[name]} onInput={typed(set(name))} required />}
    </Field>
  );
  const date = (field: 'from' | 'to' | 'reviewOn', name: string, DateField = MomentField) => (
    <DateField
      label={words[field]}
      name={name}
      problem={problem}
      value={draft[field]}
      change={set(field)}
      required
    />
  );
  return (
    <form class="panel stack" onSubmit={submitted(run)}>
      <h2>{words.place}</h2>
      <CameraTicks ticked={cameras} tick={setCameras} />
      <div class="two-columns">
        {date('from', 'from')}
        {date('to', 'to')}
        {text('caseNumber', words.caseNumber)}
        {date('reviewOn', 'reviewAt', DayField)}
      </div>
      {text('reason', words.reason)}
      <Act label={words.act} problem={problem} isBusy={isBusy} tone="primary" disabled={cameras.length === 0}>
        <span role="status">{placed && <Outcome placed={placed} />}</span>
      </Act>
    </form>
  );
}

function Outcome({ placed }: { readonly placed: PlacedHold }) {
  const { holds: words } = useMessages();
  return (
    <>
      {words.placed} {placed.rescued > 0 && words.rescued(placed.rescued)}{' '}
      {placed.tooLate > 0 && <strong>{words.tooLate(placed.tooLate)}</strong>}
    </>
  );
}
