import { useState } from 'preact/hooks';
import type { Account, OneTimeLink, OpenSession } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { HandedLink } from '../parts/handed-link.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedText } from '../time/format.ts';
import { WeightyAct } from './weighty-act.tsx';

/** Access of a user: links to another password and another second factor, and open sessions. */
export function AccountAccess({ user }: { readonly user: Account }) {
  const { access: words } = useMessages();
  const { id, fullName, hasSecondFactor } = user;
  return (
    <>
      <Reset
        user={user}
        means={words.passwordMeans(fullName)}
        label={words.resetPassword}
        purpose="password"
        reset={() => api.resetPassword({ id })}
      />
      {hasSecondFactor && (
        <Reset
          user={user}
          means={words.factorMeans(fullName)}
          label={words.resetFactor}
          purpose="second-factor"
          reset={() => api.resetSecondFactor({ id })}
        />
      )}
      <Sessions user={user} />
    </>
  );
}

interface ResetProps {
  readonly user: Account;
  readonly means: string;
  readonly label: string;
  readonly purpose: 'password' | 'second-factor';
  readonly reset: () => Promise<OneTimeLink>;
}

/** Ends what is open, and shows the link by which that person gets in again. */
function Reset({ user, means, label, purpose, reset }: ResetProps) {
  const [link, setLink] = useState<OneTimeLink>();
  return (
    <section class="stack tight">
      <p>{means}</p>
      <WeightyAct
        user={user}
        label={label}
        tone="danger"
        act={{ kind: 'reset', userId: user.id, purpose }}
        run={async () => {
          setLink(await reset());
          invalidate('sessions');
        }}
      />
      {link && <HandedLink link={link} fullName={user.fullName} />}
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
