import type { RetentionPolicy } from '../../client/index.ts';
import { useLanguage } from '../messages/language.tsx';
import { sizeText } from '../parts/amount.ts';
import { daysText } from '../time/length.ts';
import { KeptForecast } from './kept-forecast.tsx';
import { draftOfPolicy } from './policy-draft.ts';
import { usePolicyTargets } from './policy-targets.ts';

/** The policy and its forecast, for who sees them and sets none. */
export function KeptPolicy({ policy }: { readonly policy: RetentionPolicy }) {
  const { policies: words } = useLanguage().messages;
  return (
    <div class="side-form">
      <section class="panel stack" aria-labelledby="kept-policy">
        <h2 id="kept-policy">{words.kept}</h2>
        <Terms policy={policy} />
      </section>
      <KeptForecast />
    </div>
  );
}

function Terms({ policy }: { readonly policy: RetentionPolicy }) {
  const { messages, language } = useLanguage();
  const { policies: words, units } = messages;
  const text = (each: number) => daysText(each, units, language);
  const names = new Map(usePolicyTargets().map(({ of, name }) => [of, name]));
  const { days, minimumDays, quotaBytes, requireClockSync } = policy;
  const rows: readonly (readonly [name: string, value: string])[] = [
    [words.keptFor, text(days)],
    [words.keptAtLeast, text(minimumDays)],
    ...(quotaBytes === undefined ? [] : [[words.quota, sizeText(quotaBytes, language)] as const]),
    ...draftOfPolicy(policy).rules.map(
      (rule) => [words.ruleKeptFor(names.get(rule.of) ?? rule.of), text(Number(rule.days))] as const,
    ),
  ];
  return (
    <>
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td class="number">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {requireClockSync && <p class="hint">{words.requireClockSync}</p>}
    </>
  );
}
