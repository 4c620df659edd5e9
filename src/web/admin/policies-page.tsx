import { useEffect, useState } from 'preact/hooks';
import type { NewRetentionPolicy, Retention } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../app/query.ts';
import { useSubmit } from '../app/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Fault } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { ForecastPanel } from './forecast-panel.tsx';

/** How long footage is kept, and what comes of it, before it is set. */
export function PoliciesPage() {
  const { policies: words } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('retention', (signal) =>
    api.getRetention({ signal }),
  );
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <Fault problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={6} />}
      {data && <PolicyForm retention={data} />}
    </div>
  );
}

const usual: NewRetentionPolicy = { days: 30, minimumDays: 7 };
const gigabyte = 1_000_000_000;

function PolicyForm({ retention: kept }: { readonly retention: Retention }) {
  const { policies: words, common } = useMessages();
  const [policy, setDraft] = useState<NewRetentionPolicy>(kept.policy ?? usual);
  const [isSaved, setSaved] = useState(false);
  const settled = useSettled(policy);
  const { data } = useQuery(`forecast ${JSON.stringify(settled)}`, (signal) =>
    api.forecastRetentionPolicy(settled, { signal }),
  );
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.setRetentionPolicy(policy);
    setSaved(true);
    invalidate('retention');
  });
  const set = (part: Partial<NewRetentionPolicy>) => {
    setSaved(false);
    setDraft({ ...policy, ...part });
  };
  const setQuota = (gigabytes: string) => {
    const { quotaBytes: _before, ...rest } = policy;
    setSaved(false);
    setDraft(gigabytes === '' ? rest : { ...rest, quotaBytes: Math.round(Number(gigabytes) * gigabyte) });
  };
  return (
    <div class="side-form">
      <form class="stack panel" onSubmit={submitted(run)}>
        {!kept.policy && <p class="notice">{words.none}</p>}
        {!kept.clock.isTrusted && kept.policy && <p class="fault">{words.clockRefused}</p>}
        <Field label={words.days} name="days" problem={problem}>
          {(wiring) => (
            <input
              {...wiring}
              type="number"
              min="0"
              step="any"
              value={policy.days}
              onInput={typed((days) => set({ days: Number(days) }))}
              required
            />
          )}
        </Field>
        <Field label={words.minimumDays} name="minimumDays" problem={problem}>
          {(wiring) => (
            <input
              {...wiring}
              type="number"
              min="0"
              step="any"
              value={policy.minimumDays}
              onInput={typed((minimumDays) => set({ minimumDays: Number(minimumDays) }))}
              required
            />
          )}
        </Field>
        <Field label={`${words.quota} (${common.optional})`} name="quotaBytes" problem={problem}>
          {(wiring) => (
            <input
              {...wiring}
              type="number"
              min="0"
              step="any"
              value={policy.quotaBytes === undefined ? '' : policy.quotaBytes / gigabyte}
              onInput={typed(setQuota)}
            />
          )}
        </Field>
        <p class="hint">{words.warning(policy.days)}</p>
        <Fault problem={problem} />
        <div class="actions">
          <button type="submit" class="primary" disabled={isBusy}>
            {isBusy ? common.working : words.act(policy.days)}
          </button>
          <span role="status">{isSaved && common.saved}</span>
        </div>
      </form>
      <section class="panel stack" aria-labelledby="forecast">
        <h2 id="forecast">{words.forecast}</h2>
        {data ? <ForecastPanel forecast={data} /> : <Skeleton lines={5} />}
      </section>
    </div>
  );
}

/** What is typed, once nothing was typed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), 400);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}
