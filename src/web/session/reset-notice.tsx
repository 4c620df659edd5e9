import type { HostReset } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { Role } from '../api/shapes.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { zonedText } from '../time/format.ts';

const told: readonly Role[] = ['custodian', 'auditor', 'admin'];
const everyMs = 60_000;

/** Resets of accounts that were ordered on the host: each person who is notified can stop one. */
export function ResetNotice() {
  const isTold = told.includes(useUser().role);
  const { data } = useQuery(isTold ? 'resets' : undefined, (signal) => api.listResets({ signal }), {
    everyMs,
  });
  return <>{isTold && data?.resets.map((reset) => <OneReset key={reset.id} reset={reset} />)}</>;
}

function OneReset({ reset: { id, person, from } }: { readonly reset: HostReset }) {
  const { link: words } = useMessages();
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.stopReset({ id });
    invalidate('resets');
  });
  const who = person.fullName ?? person.pseudonym ?? '';
  return (
    <div class="notice account-notice">
      <p>{words.resetOrdered(who, zonedText(Date.parse(from)))}</p>
      <button type="button" class="danger" onClick={() => void run()} disabled={isBusy}>
        {words.stopReset}
      </button>
      <ProblemNotice problem={problem} />
    </div>
  );
}
