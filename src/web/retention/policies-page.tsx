import type { Retention } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../app/query.ts';
import { useSubmit } from '../app/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { Fault } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedText } from '../time/format.ts';
import { PolicyForm } from './policy-form.tsx';
import { Receipts } from './receipts.tsx';

/** How long footage is kept, what comes of it before it is set, and what was deleted. */
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
      {data && (
        <>
          {!data.policy && <p class="notice">{words.none}</p>}
          {data.setAt && <p class="soft number">{words.inForce(zonedText(Date.parse(data.setAt)))}</p>}
          {!data.clock.isTrusted && <DoubtfulClock retention={data} />}
          <PolicyForm key={data.setAt} policy={data.policy} />
        </>
      )}
      <Receipts />
    </div>
  );
}

/** Nothing is deleted until a person says that the clock is right. */
function DoubtfulClock({ retention }: { readonly retention: Retention }) {
  const { policies: words } = useMessages();
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.confirmClock();
    invalidate('retention');
  });
  return (
    <div class="fault stack" role="alert">
      <p>
        <strong>{words.clockRefused}</strong>{' '}
        <span class="number">{words.clockNow(zonedText(Date.parse(retention.now)))}</span>
      </p>
      <Act label={words.clockAct} problem={problem} isBusy={isBusy} run={() => void run()} />
    </div>
  );
}
