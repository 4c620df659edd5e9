import type { Problem } from '../api/problem.ts';
import { useConsoleSettings } from '../base/console-settings.ts';
import { useMessages } from '../messages/language.tsx';
import { Field } from '../parts/field.tsx';
import { typed } from '../parts/typed.ts';
import type { WrittenRequest } from './written-request.ts';

interface RequestFieldsProps {
  readonly written: WrittenRequest;
  readonly change: (written: WrittenRequest) => void;
  readonly problem: Problem | undefined;
}

type Words = Exclude<keyof WrittenRequest, 'urgency'>;

const most: Readonly<Record<Words, number>> = {
  caseNumber: 100,
  authority: 200,
  legalBasis: 500,
  purpose: 1_000,
  report: 1_000,
  emergencyReason: 1_000,
};
const legalBasesId = 'legal-bases';

/** A decider must be able to judge it. */
const least: Readonly<Partial<Record<Words, number>>> = { purpose: 10, emergencyReason: 10 };

/** Case, authority, legal basis, purpose, report and urgency; the site's legal bases are suggestions. */
export function RequestFields({ written, change, problem }: RequestFieldsProps) {
  const { requestForm: words } = useMessages();
  const { legalBases = [] } = useConsoleSettings() ?? {};
  const text = (name: Words, hint?: string, isLong = false) => (
    <Field label={words[name]} name={name} problem={problem} {...(hint !== undefined && { hint })}>
      {(wiring) => {
        const wired = {
          ...wiring,
          value: written[name],
          maxLength: most[name],
          minLength: least[name] ?? 1,
          required: name !== 'report',
          ...(name === 'legalBasis' && legalBases.length > 0 && { list: legalBasesId }),
          onInput: typed((value) => change({ ...written, [name]: value })),
        };
        return isLong ? <textarea {...wired} /> : <input {...wired} />;
      }}
    </Field>
  );
  return (
    <>
      <div class="two-fields">
        {text('caseNumber')}
        {text('authority')}
      </div>
      {text('legalBasis', words.legalBasisHint)}
      <datalist id={legalBasesId}>
        {legalBases.map((basis) => (
          <option key={basis} value={basis} />
        ))}
      </datalist>
      {text('purpose', words.purposeHint, true)}
      {text('report', words.reportHint)}
      <Urgency written={written} change={change} />
      {written.urgency === 'emergency' && text('emergencyReason', words.emergencyReasonHint, true)}
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
