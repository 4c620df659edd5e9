import { useState } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';
import { useMessages } from '../messages/language.tsx';
import { byName } from '../parts/by-name.ts';
import { Field } from '../parts/field.tsx';
import { typed } from '../parts/typed.ts';
import type { PolicyDraft, RuleDraft } from './policy-draft.ts';
import { type PolicyTarget, usePolicyTargets } from './policy-targets.ts';

interface PolicyRulesProps {
  readonly draft: PolicyDraft;
  readonly change: (rules: readonly RuleDraft[]) => void;
  readonly problem: Problem | undefined;
}

/** Times of their own for neighbourhoods and cameras. */
export function PolicyRules({ draft, change, problem }: PolicyRulesProps) {
  const { policies: words } = useMessages();
  const targets = usePolicyTargets();
  const names = new Map(targets.map(({ of, name }) => [of, name]));
  const { rules } = draft;
  return (
    <fieldset class="stack">
      <legend>
        <h2>{words.rules}</h2>
      </legend>
      <p class="hint">{words.rulesHint}</p>
      {rules.map((rule, index) => (
        <RuleRow
          key={rule.of}
          rule={rule}
          name={names.get(rule.of) ?? rule.of}
          problem={problem?.field === fieldOf(rules, rule) ? problem : undefined}
          change={(days) => change(rules.map((each, i) => (i === index ? { ...each, days } : each)))}
          remove={() => change(rules.filter((_, i) => i !== index))}
        />
      ))}
      <AddRule
        targets={targets.filter(({ of }) => rules.every((rule) => rule.of !== of))}
        add={({ of, kind }) => change([...rules, { of, kind, days: draft.days }])}
      />
    </fieldset>
  );
}

/** How the service names a rule at fault: `cameras.1`. */
const fieldOf = (rules: readonly RuleDraft[], rule: RuleDraft): string =>
  `${rule.kind}s.${rules.filter(({ kind }) => kind === rule.kind).indexOf(rule)}`;

interface RuleRowProps {
  readonly rule: RuleDraft;
  readonly name: string;
  readonly problem: Problem | undefined;
  readonly change: (days: string) => void;
  readonly remove: () => void;
}

function RuleRow({ rule, name, problem, change, remove }: RuleRowProps) {
  const { policies: words } = useMessages();
  return (
    <div class="rule">
      <Field label={words.ruleDays(name)} name={problem?.field ?? ''} problem={problem}>
        {(wiring) => (
          <input
            {...wiring}
            type="number"
            min="0"
            step="any"
            value={rule.days}
            onInput={typed(change)}
            required
          />
        )}
      </Field>
      <button type="button" aria-label={words.removeRule(name)} onClick={remove}>
        {words.remove}
      </button>
    </div>
  );
}

function AddRule({
  targets,
  add,
}: {
  readonly targets: readonly PolicyTarget[];
  readonly add: (target: PolicyTarget) => void;
}) {
  const { policies: words } = useMessages();
  const [chosen, setChosen] = useState('');
  const of = (kind: PolicyTarget['kind']) => targets.filter((target) => target.kind === kind).sort(byName);
  const addChosen = () => {
    const target = targets.find((each) => each.of === chosen);
    if (target) add(target);
    setChosen('');
  };
  const group = (label: string, kind: PolicyTarget['kind']) => (
    <optgroup label={label}>
      {of(kind).map((target) => (
        <option key={target.of} value={target.of}>
          {target.name}
        </option>
      ))}
    </optgroup>
  );
  return (
    <div class="rule">
      <Field label={words.ruleOf}>
        {(wiring) => (
          <select {...wiring} value={chosen} onChange={typed(setChosen)}>
            <option value="">{words.choose}</option>
            {group(words.neighbourhoods, 'neighbourhood')}
            {group(words.cameras, 'camera')}
          </select>
        )}
      </Field>
      <button type="button" onClick={addChosen} disabled={chosen === ''}>
        {words.addRule}
      </button>
    </div>
  );
}
