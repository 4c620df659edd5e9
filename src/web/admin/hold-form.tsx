import { useState } from 'preact/hooks';
import type { PlacedHold } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate } from '../app/query.ts';
import { useSubmit } from '../app/submit.ts';
import { useCameraNames, useCameras } from '../cameras/camera-names.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { Fault } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
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
  const input = (field: keyof typeof empty, label: string, type: string, name: string = field) => (
    <Field label={label} name={name} problem={problem}>
      {(wiring) => (
        <input
          {...wiring}
          type={type}
          {...(type === 'datetime-local' && { step: 1 })}
          value={draft[field]}
          onInput={typed((value) => setDraft((before) => ({ ...before, [field]: value })))}
          required
        />
      )}
    </Field>
  );
  return (
    <form class="panel stack" onSubmit={submitted(run)}>
      <h2>{words.place}</h2>
      <CameraChoice chosen={cameras} choose={setCameras} />
      <div class="two-columns">
        {input('from', words.from, 'datetime-local')}
        {input('to', words.to, 'datetime-local')}
        {input('caseNumber', words.caseNumber, 'text')}
        {input('reviewOn', words.reviewOn, 'date', 'reviewAt')}
      </div>
      {input('reason', words.reason, 'text')}
      <Act label={words.act} problem={problem} isBusy={isBusy} tone="primary" disabled={cameras.length === 0}>
        <span role="status">{placed && <Outcome placed={placed} />}</span>
      </Act>
    </form>
  );
}

interface CameraChoiceProps {
  readonly chosen: readonly string[];
  readonly choose: (ids: readonly string[]) => void;
}

function CameraChoice({ chosen, choose }: CameraChoiceProps) {
  const { holds: words } = useMessages();
  const names = useCameraNames();
  const { problem, reload } = useCameras();
  return (
    <>
      <Field label={words.chooseCameras}>
        {(wiring) => (
          <select
            {...wiring}
            multiple
            size={6}
            onChange={(event) => choose([...event.currentTarget.selectedOptions].map(({ value }) => value))}
          >
            {[...names].map(([id, name]) => (
              <option key={id} value={id} selected={chosen.includes(id)}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Fault problem={problem} retry={reload} />
    </>
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
