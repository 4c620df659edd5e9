import type { Retention } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedText } from '../time/format.ts';
import { KeptPolicy } from './kept-policy.tsx';
import { PolicyForm } from './policy-form.tsx';
import { ReceiptList } from './receipts.tsx';
import { Shortenings } from './shortenings.tsx';
import { StoppedExpiry } from './stopped-expiry.tsx';
import { PolicyOrigin, TermsNotice } from './terms-notice.tsx';

/** Retention policies, their forecast, and what was deleted. */
export function PoliciesPage() {
  const { policies: words } = useMessages();
  const isAdmin = useUser().role === 'admin';
  const { data, problem, isLoading, reload } = useQuery('retention', (signal) =>
    api.getRetention({ signal }),
  );
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={6} />}
      {data && (
        <>
          {!data.policy && <p class="notice">{words.none}</p>}
          <PolicyOrigin {...data} />
          <TermsNotice {...data} />
          <Shortenings waiting={data.waiting} />
          {!data.clock.isTrusted && <DoubtfulClock retention={data} />}
          {data.stopped && <StoppedExpiry {...data.stopped} />}
          {isAdmin && <PolicyForm key={data.setAt} retention={data} />}
          {!isAdmin && data.policy && <KeptPolicy policy={data.policy} />}
        </>
      )}
      <ReceiptList />
    </div>
  );
}

/** Nothing is deleted until a person says that the clock is right. */
function DoubtfulClock({ retention }: { readonly retention: Retention }) {
  const { policies: words } = useMessages();
  const { site } = retention.clock;
  const isAdmin = useUser().role === 'admin';
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.confirmClock(site === undefined ? {} : { site });
    invalidate('retention');
  });
  return (
    <div class="fault stack" role="alert">
      <p>
        <strong>{words.clockRefused}</strong>{' '}
        <span class="number">{words.clockNow(zonedText(Date.parse(retention.now)))}</span>{' '}
        {site !== undefined && words.clockOf(site)}
      </p>
      {isAdmin && retention.waiting.every((waiting) => waiting.of !== 'clock' || waiting.site !== site) && (
        <Act label={words.clockAct} problem={problem} isBusy={isBusy} run={() => void run()} />
      )}
    </div>
  );
}
