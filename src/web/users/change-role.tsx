import { useState } from 'preact/hooks';
import type { Account } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { Role } from '../api/shapes.ts';
import { invalidate } from '../base/query.ts';
import { foundingChanged } from '../founding/use-founding.ts';
import { useMessages } from '../messages/language.tsx';
import { Field } from '../parts/field.tsx';
import { typed } from '../parts/typed.ts';
import { everyRole } from './every-role.ts';
import { WeightyAct } from './weighty-act.tsx';

/** Gives a user another role. */
export function ChangeRole({ user }: { readonly user: Account }) {
  const { proposals: words, roles } = useMessages();
  const [role, setRole] = useState<Role>(user.role);
  const { id: userId } = user;
  return (
    <section class="stack tight">
      <Field label={words.newRole} name="role">
        {(wiring) => (
          <select {...wiring} value={role} onChange={typed((value) => setRole(value as Role))}>
            {everyRole.map((name) => (
              <option key={name} value={name}>
                {roles[name]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {role !== user.role && (
        <WeightyAct
          user={user}
          label={words.changeAct}
          act={{ kind: 'change-role', userId, role }}
          run={async () => {
            await api.changeUser({ id: userId }, { role });
            invalidate('users');
            foundingChanged();
          }}
        />
      )}
    </section>
  );
}
