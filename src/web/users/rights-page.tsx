import type { Right } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { everyRole } from './every-role.ts';

/** Who may do what, from the very table by which the service admits calls. */
export function RightsPage() {
  const { rights: words, roles } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('rights', (signal) => api.listRights({ signal }));
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <p class="soft">{words.about}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={8} />}
      {data && (
        <section class="panel scroll-x" aria-label={words.title}>
          <CardTable columns={[words.act, ...everyRole.map((role) => roles[role])]}>
            {data.rights.map((right) => (
              <RightRow key={right.action} right={right} />
            ))}
          </CardTable>
        </section>
      )}
    </div>
  );
}

function RightRow({ right: { action, roles: allowed, isDeputised } }: { readonly right: Right }) {
  const { rights: words, roles } = useMessages();
  return (
    <tr>
      <th scope="row">
        {words.actions[action]}
        {isDeputised && <div class="hint">{words.deputised}</div>}
      </th>
      {everyRole.map((role) => {
        const isAllowed = allowed.includes(role);
        return (
          <td key={role} data-label={roles[role]} class={isAllowed ? 'right' : 'right is-zero'}>
            <span aria-hidden="true">{isAllowed ? '✓' : ''}</span>
            <span class="hidden-text">{isAllowed ? words.may : words.mayNot}</span>
          </td>
        );
      })}
    </tr>
  );
}
