import { useId, useRef, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { FootageAnswer, NegativeAnswer } from '../api/shapes.ts';
import { useConsoleSettings } from '../base/console-settings.ts';
import { useSubmit } from '../base/submit.ts';
import { areaOf, type ChosenPlace } from '../criteria/find-state.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { ChoiceField } from '../parts/choice-field.tsx';
import { Field } from '../parts/field.tsx';
import { oneLine } from '../parts/one-line.ts';
import { submitted, typed } from '../parts/typed.ts';
import { zonedRangeText } from '../time/format.ts';
import type { Range } from '../time/spoken-range.ts';

interface NegativeProps {
  readonly place: ChosenPlace;
  readonly radiusM: number;
  readonly range: Range;
}

/** Whether a look-up found no footage at all, and none may come any more. */
export const isNegative = ({ cameras, to, now }: FootageAnswer): boolean =>
  to <= now && cameras.every(({ spans, open }) => spans.length === 0 && open.length === 0);

/** The paper that says so: asked for by case, then given out in both languages. */
export function NegativeAnswerOffer(props: NegativeProps) {
  const { negative: words } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const { fromMs, toMs } = props.range;
  return (
    <>
      <p class="hint">{words.offered}</p>
      <div class="actions">
        <button type="button" onClick={() => dialog.current?.showModal()}>
          {words.open}
        </button>
      </div>
      <dialog ref={dialog} aria-labelledby={id}>
        <div class="stack">
          <h2 id={id}>{words.title}</h2>
          <p class="notice">
            {props.place.name && `${props.place.name}, `}
            <span class="number">{zonedRangeText(fromMs, toMs)}</span>
          </p>
          <NegativeForm {...props} close={() => dialog.current?.close()} />
        </div>
      </dialog>
    </>
  );
}

function NegativeForm({ place, radiusM, range, close }: NegativeProps & { readonly close: () => void }) {
  const { negative: words, requestForm } = useMessages();
  const { authorities = [] } = useConsoleSettings() ?? {};
  const [caseNumber, setCaseNumber] = useState('');
  const [authority, setAuthority] = useState('');
  const [given, setGiven] = useState<NegativeAnswer>();
  const { run, isBusy, problem } = useSubmit(async () => {
    const [from, to] = [new Date(range.fromMs).toISOString(), new Date(range.toMs).toISOString()];
    const asked = { caseNumber: oneLine(caseNumber), area: areaOf(place, radiusM), from, to };
    const names = { ...(oneLine(authority) && { authority: oneLine(authority) }), ...nameOf(place) };
    setGiven(await api.stateNegative({ ...asked, ...names }));
  });
  if (given) return <Given answer={given} close={close} />;
  return (
    <form class="stack" onSubmit={submitted(run)}>
      <Field label={requestForm.caseNumber} name="caseNumber" problem={problem}>
        {(wiring) => (
          <input {...wiring} value={caseNumber} maxLength={100} onInput={typed(setCaseNumber)} required />
        )}
      </Field>
      <ChoiceField
        label={requestForm.authority}
        otherLabel={requestForm.authorityOther}
        hint={words.authorityHint}
        name="authority"
        problem={problem}
        offered={authorities}
        value={authority}
        change={setAuthority}
        maxLength={200}
      />
      <p class="hint">{words.recorded}</p>
      <Act label={words.act} problem={problem} isBusy={isBusy} tone="primary">
        <button type="button" class="plain" onClick={close}>
          {requestForm.cancel}
        </button>
      </Act>
    </form>
  );
}

const nameOf = ({ name }: ChosenPlace) => (name ? { place: name.slice(0, 200) } : {});

/** Why there is no footage, and the files. */
function Given({
  answer: { id, grounds, record },
  close,
}: {
  readonly answer: NegativeAnswer;
  readonly close: () => void;
}) {
  const { negative: words } = useMessages();
  return (
    <>
      <div role="status">
        {grounds.map((ground) => (
          <p key={ground}>{words.grounds[ground]}</p>
        ))}
      </div>
      <p class="hint">{words.inLog(record.seq, record.chain)}</p>
      <div class="actions">
        <a class="button primary" href={api.getNegativePaperUrl({ id }, { language: 'vi' })} download>
          {words.paperVi}
        </a>
        <a class="button" href={api.getNegativePaperUrl({ id }, { language: 'en' })} download>
          {words.paperEn}
        </a>
        <a class="button" href={api.getNegativeStatementUrl({ id })} download>
          {words.statement}
        </a>
        <a class="button" href={api.getNegativeProofUrl({ id })} download>
          {words.proof}
        </a>
        <button type="button" class="plain" onClick={close}>
          {words.close}
        </button>
      </div>
    </>
  );
}
