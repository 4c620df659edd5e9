import { useEffect, useRef, useState } from 'preact/hooks';
import type { Retention } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useLanguage } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { countText } from '../parts/amount.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { typed } from '../parts/typed.ts';
import { lengthText } from '../time/length.ts';
import { ForecastPanel } from './forecast-panel.tsx';
import { draftOfPolicy, type PolicyDraft, policyOf, usualPolicy } from './policy-draft.ts';
import { PolicyRules } from './policy-rules.tsx';
import { FootageGone } from './shortenings.tsx';

/** A policy form, with its forecast beside it. A policy that shortens needs a second confirmation. */
export function PolicyForm({ retention }: { readonly retention: Retention }) {
  const { messages, language } = useLanguage();
  const { policies: words, common, units } = messages;
  const { policy: kept, floorSeconds, delaySeconds } = retention;
  const [draft, setDraft] = useState(() => (kept ? draftOfPolicy(kept) : usualPolicy(floorSeconds)));
  const delay = lengthText(delaySeconds * 1_000, units, language);
  const set = (part: Partial<PolicyDraft>) => setDraft((before) => ({ ...before, ...part }));
  const policy = policyOf(draft);
  const settled = useSettled(draft);
  const forecast = useQuery(`forecast ${JSON.stringify(settled)}`, (signal) =>
    api.forecastRetentionPolicy(policyOf(settled), { signal }),
  );
  const shortening = forecast.data?.shortening;
  const dialog = useRef<HTMLDialogElement>(null);
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.setRetentionPolicy(policy).finally(() => dialog.current?.close());
    invalidate('retention');
    invalidate('receipts');
  });
  const days = countText(policy.days, language, 4);
  const number = (name: 'days' | 'minimumDays' | 'quotaGb', label: string, field: string, hint?: string) => (
    <Field label={label} name={field} problem={problem ?? forecast.problem} hint={hint}>
      {(wiring) => (
        <input
          {...wiring}
          type="number"
          min="0"
          step="any"
          value={draft[name]}
          onInput={typed((value) => set({ [name]: value }))}
          required={name !== 'quotaGb'}
        />
      )}
    </Field>
  );
  const ask = (event: Event) => {
    event.preventDefault();
    if (shortening) dialog.current?.showModal();
    else void run();
  };
  return (
    <div class="side-form">
      <form class="stack panel" onSubmit={ask}>
        {number('days', words.days, 'days')}
        {number('minimumDays', words.minimumDays, 'minimumDays', words.minimumHint)}
        {number('quotaGb', `${words.quota} (${common.optional})`, 'quotaBytes')}
        <label class="row">
          <input
            type="checkbox"
            checked={draft.requireClockSync}
            onChange={(event) => set({ requireClockSync: event.currentTarget.checked })}
          />
          {words.requireClockSync}
        </label>
        <PolicyRules draft={draft} change={(rules) => set({ rules })} problem={problem ?? forecast.problem} />
        <p class="hint">{words.warning(days)}</p>
        <Act
          label={words.act(days)}
          problem={problem}
          isBusy={isBusy}
          tone="primary"
          disabled={settled !== draft || !forecast.data}
        />
      </form>
      <section class="panel stack" aria-labelledby="forecast">
        <h2 id="forecast">{words.forecast}</h2>
        <p class="hint">{words.forecastAbout}</p>
        <ProblemNotice problem={forecast.problem} retry={forecast.reload} />
        {forecast.isLoading && <Skeleton lines={5} />}
        {forecast.data && <ForecastPanel forecast={forecast.data} />}
      </section>
      <dialog ref={dialog} aria-labelledby="policy-gone">
        <div class="stack">
          <h2 id="policy-gone">{words.shortenTitle}</h2>
          {shortening && <FootageGone {...shortening} />}
          <p>{words.shortenMeans}</p>
          <div class="actions">
            <button type="button" class="danger" onClick={() => void run()} disabled={isBusy}>
              {isBusy ? common.working : words.shortenAct(delay)}
            </button>
            <button type="button" onClick={() => dialog.current?.close()}>
              {words.keep}
            </button>
          </div>
        </div>
      </dialog>
    </div>
  );
}

/** The value once it has not changed for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(value), 400);
    return () => window.clearTimeout(timer);
  }, [value]);
  return settled;
}
