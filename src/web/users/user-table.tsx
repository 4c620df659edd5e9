import type { Account } from '../../client/index.ts';
import { useMessages } from '../messages/language.tsx';
import { CardTable } from '../parts/card-table.tsx';
import { dateText } from '../time/format.ts';
import { ChangeUser } from './change-user.tsx';

export function UserTable({ users }: { readonly users: readonly Account[] }) {
  const { users: words, access, roles: roleNames, common } = useMessages();
  return (
    <CardTable
      columns={[words.fullName, words.name, words.role, words.state, access.factor]}
      acts={common.actions}
    >
      {users.map((user) => (
        <tr key={user.id}>
          <th scope="row">{user.fullName}</th>
          <td data-label={words.name}>
            {user.name}
            <div class="hint user-email">{user.email}</div>
          </td>
          <td data-label={words.role}>{roleNames[user.role]}</td>
          <td data-label={words.state}>
            <span class={`mark ${user.enabled ? 'is-recording' : 'is-waiting'}`}>
              {user.enabled ? words.enabled : words.disabled}
            </span>
            <div class="hint number">
              {words.since} {dateText(Date.parse(user.createdAt))}
            </div>
          </td>
          <td data-label={access.factor}>{user.hasSecondFactor ? access.hasFactor : access.noFactor}</td>
          <td>
            <ChangeUser user={user} />
          </td>
        </tr>
      ))}
    </CardTable>
  );
}
