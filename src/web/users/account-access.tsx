import { useState } from 'preact/hooks';
import type { Account, OneTimeLink, OpenSession } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedText } from '../time/format.ts';
import { HandedLink } from './handed-link.tsx';

/** Access of a user: links to another password and another second factor, and open sessions. */
export function AccountAccess({ user }: { readonly user: Account }) {
  const { access: words } = useMessages();
  const { id, fullName, hasSecondFactor } = user;
  return (
    <>
      <Reset
        fullName={fullName}
        means={words.passwordMeans(fullName)}
        act={words.resetPassword}
        reset={() => api.resetPassword({ id })}
      />
      {hasSecondFactor && (
        <Reset
          fullName={fullName}
          means={words.factorMeans(fullName)}
          act={words.resetFactor}
          reset={() => api.resetSecondFactor({ id })}
        />
      )}
      <Sessions user={user} />
    </>
  );
}

interface ResetProps {
  readonly fullName: string;
  readonly means: string;
  readonly act: string;
  readonly reset: () => Promise<OneTimeLink>;
}

/** Ends what is open, and shows the link by which that person gets in again. */
function Reset({ fullName, means, act, reset }: ResetProps) {
  const [link, setLink] = useState<OneTimeLink>();
  const { run, isBusy, problem } = useSubmit(async () => {
    setLink(await reset());
    invalidate('sessions');
  });
  return (
    <section class="stack tight">
      <p>{means}</p>
      <Act label={act} problem={problem} isBusy={isBusy} tone="danger" run={() => void run()} />
      {link && <HandedLink link={link} fullName={fullName} />}
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
