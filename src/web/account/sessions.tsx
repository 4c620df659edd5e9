import type { OpenSession } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedText } from '../time/format.ts';

/** Where one is signed in, and an end to it. */
export function SessionList() {
  const { account: words } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('own-sessions', (signal) =>
    api.listOwnSessions({ signal }),
  );
  const endOthers = useSubmit(async () => {
    await api.endOtherSessions();
    invalidate('own-sessions');
  });
  const sessions = data?.sessions ?? [];
  return (
    <section class="panel stack" aria-labelledby="sessions">
      <div class="row">
        <h2 id="sessions">{words.sessions}</h2>
        {sessions.length > 1 && (
          <button type="button" class="push" onClick={() => void endOthers.run()} disabled={endOthers.isBusy}>
            {words.endOthers}
          </button>
        )}
      </div>
      <ProblemNotice problem={problem ?? endOthers.problem} {...(problem && { retry: reload })} />
      {isLoading && <Skeleton lines={3} />}
      {sessions.length > 0 && (
        <CardTable
          columns={[words.browser, words.address, words.signedInAt, words.lastUsedAt]}
          acts={words.end}
        >
          {sessions.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </CardTable>
      )}
    </section>
  );
}

function SessionRow({ session }: { readonly session: OpenSession }) {
  const { account: words } = useMessages();
  const { id, browser, address, signedInAt, lastUsedAt, isCurrent, isHalf } = session;
  const end = useSubmit(async () => {
    await api.endOwnSession({ id });
    invalidate('own-sessions');
  });
  return (
    <tr>
      <th scope="row">
        <span title={browser}>{browserName(browser)}</span>
        {isHalf && <div class="hint">{words.half}</div>}
      </th>
      <td data-label={words.address} class="number">
        {address}
      </td>
      <td data-label={words.signedInAt} class="number">
        {zonedText(Date.parse(signedInAt))}
      </td>
      <td data-label={words.lastUsedAt} class="number">
        {zonedText(Date.parse(lastUsedAt))}
      </td>
      <td>
        {isCurrent ? (
          words.thisOne
        ) : (
          <button type="button" onClick={() => void end.run()} disabled={end.isBusy}>
            {words.end}
          </button>
        )}
        <ProblemNotice problem={end.problem} />
      </td>
    </tr>
  );
}

/** Common names of browsers in a `User-Agent`, most specific first: most claim to be several. */
const names: readonly (readonly [token: RegExp, name: string])[] = [
  [/Edg\/(\d+)/, 'Edge'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari\//, 'Safari'],
];

/** `Chrome 156`; of anything else what it says of itself. */
function browserName(agent: string): string {
  for (const [token, name] of names) {
    const [, version] = token.exec(agent) ?? [];
    if (version !== undefined) return `${name} ${version}`;
  }
  return agent;
}
