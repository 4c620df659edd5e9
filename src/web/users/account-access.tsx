import type { Account, OpenSession } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedText } from '../time/format.ts';

/** Access of a user: the second factor, and open sessions. */
export function AccountAccess({ user }: { readonly user: Account }) {
  return (
    <>
      {user.hasSecondFactor && <FactorReset user={user} />}
      <Sessions user={user} />
    </>
  );
}

function FactorReset({ user: { id, fullName } }: { readonly user: Account }) {
  const { access: words } = useMessages();
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.resetSecondFactor({ id });
    for (const key of ['users', 'sessions']) invalidate(key);
  });
  return (
    <section class="stack tight">
      <p>{words.resetMeans(fullName)}</p>
      <Act label={words.reset} problem={problem} isBusy={isBusy} tone="danger" run={() => void run()} />
    </section>
  );
}

function Sessions({ user: { id } }: { readonly user: Account }) {
  const { access: words } = useMessages();
  const { data, problem, isLoading, reload } = useQuery(`sessions ${id}`, (signal) =>
    api.listSessionsOfUser({ id }, { signal }),
  );
  const endAll = useSubmit(async () => {
    await api.endSessionsOfUser({ id });
    invalidate('sessions');
  });
  return (
    <section class="stack tight" aria-label={words.sessions}>
      <h3>{words.sessions}</h3>
      <ProblemNotice problem={problem ?? endAll.problem} retry={reload} />
      {isLoading && <Skeleton lines={2} />}
      {data?.sessions.length === 0 && <p class="soft">{words.noSessions}</p>}
      <ul class="plain-list">
        {data?.sessions.map((session) => (
          <SessionLine key={session.id} userId={id} session={session} />
        ))}
      </ul>
      {data && data.sessions.length > 1 && (
        <div class="actions">
          <button type="button" onClick={() => void endAll.run()} disabled={endAll.isBusy}>
            {words.endAll(data.sessions.length)}
          </button>
        </div>
      )}
    </section>
  );
}

function SessionLine({ userId, session }: { readonly userId: string; readonly session: OpenSession }) {
  const { access: words } = useMessages();
  const { id: sessionId, address, browser, signedInAt, lastUsedAt, isHalf } = session;
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.endSessionOfUser({ id: userId, sessionId });
    invalidate('sessions');
  });
  return (
    <li class="list-line stack tight">
      <div>
        <strong class="number">{address}</strong> {isHalf && <span class="state">{words.isHalf}</span>}
        <div class="hint">{browser}</div>
        <div class="hint number">
          {words.since(zonedText(Date.parse(signedInAt)), zonedText(Date.parse(lastUsedAt)))}
        </div>
      </div>
      <ProblemNotice problem={problem} />
      <div class="actions">
        <button type="button" onClick={() => void run()} disabled={isBusy}>
          {words.end}
        </button>
      </div>
    </li>
  );
}
