import type { Problem } from '../api/problem.ts';
import { useConsoleSettings } from '../base/console-settings.ts';
import { useMessages } from '../messages/language.tsx';
import { ChoiceField } from '../parts/choice-field.tsx';
import { Field } from '../parts/field.tsx';
import { DayField } from '../parts/moment-field.tsx';
import { typed } from '../parts/typed.ts';
import type { WrittenRequest } from './written-request.ts';

interface RequestFieldsProps {
  readonly written: WrittenRequest;
  readonly change: (written: WrittenRequest) => void;
  readonly problem: Problem | undefined;
}

type Chosen = 'authority' | 'legalBasis';
type Words = Exclude<keyof WrittenRequest, Chosen | 'urgency' | 'letterDay'>;

const most: Readonly<Record<Words | Chosen, number>> = {
  caseNumber: 100,
  authority: 200,
  legalBasis: 500,
  letterNumber: 100,
  purpose: 1_000,
  report: 1_000,
  emergencyReason: 1_000,
};

/** The names that faults have, where they are others. */
const fieldNames: Readonly<Partial<Record<Words, string>>> = { letterNumber: 'letter.number' };

/** A draft has no written request yet, and an emergency may have none. */
const mayBeEmpty: ReadonlySet<Words> = new Set(['report', 'letterNumber']);

/** A decider must be able to judge it. */
const least: Readonly<Partial<Record<Words, number>>> = { purpose: 10, emergencyReason: 10 };

/** Case, authority, its written request, legal basis, purpose, report and urgency; the site offers authorities and bases. */
export function RequestFields({ written, change, problem }: RequestFieldsProps) {
  const { requestForm: words } = useMessages();
  const { authorities = [], legalBases = [] } = useConsoleSettings() ?? {};
  const isEmergency = written.urgency === 'emergency';
  const text = (name: Words, hint?: string, isLong = false) => (
    <Field
      label={words[name]}
      name={fieldNames[name] ?? name}
      problem={problem}
      {...(hint !== undefined && { hint })}
    >
      {(wiring) => {
        const wired = {
          ...wiring,
          value: written[name],
          maxLength: most[name],
          minLength: least[name] ?? 1,
          required: !mayBeEmpty.has(name),
          onInput: typed((value) => change({ ...written, [name]: value })),
        };
        return isLong ? <textarea {...wired} /> : <input {...wired} />;
      }}
    </Field>
  );
  const chosen = (name: Chosen, offered: readonly string[], hint?: string) => (
    <ChoiceField
      label={words[name]}
      otherLabel={words[`${name}Other`]}
      {...{ name, problem, offered, ...(hint !== undefined && { hint }) }}
      value={written[name]}
      change={(value) => change({ ...written, [name]: value })}
      maxLength={most[name]}
      required
    />
  );
  return (
    <>
      <div class="two-fields">
        {text('caseNumber')}
        {chosen('authority', authorities)}
      </div>
      <div class="two-fields">
        {text('letterNumber', isEmergency ? words.letterHintEmergency : words.letterHint)}
        <DayField
          label={words.letterDay}
          name="letter.day"
          problem={problem}
          value={written.letterDay}
          change={(letterDay) => change({ ...written, letterDay })}
        />
      </div>
      {chosen('legalBasis', legalBases, words.legalBasisHint)}
      {text('purpose', words.purposeHint, true)}
      {text('report', words.reportHint)}
      <Urgency written={written} change={change} />
      {isEmergency && text('emergencyReason', words.emergencyReasonHint, true)}
    </>
  );
}

const urgencies = ['routine', 'urgent', 'emergency'] as const;

function Urgency({ written, change }: Pick<RequestFieldsProps, 'written' | 'change'>) {
  const { requestForm: words, inbox } = useMessages();
  return (
    <fieldset>
      <legend class="small soft">{words.urgency}</legend>
      <div class="row">
        {urgencies.map((urgency) => (
          <label key={urgency} class="choice">
            <input
              type="radio"
              name="urgency"
              checked={written.urgency === urgency}
              onChange={() => change({ ...written, urgency })}
            />
            {inbox.urgencies[urgency]}
          </label>
        ))}
      </div>
      <p class="hint">{words.urgencyMeans[written.urgency]}</p>
    </fieldset>
  );
}
