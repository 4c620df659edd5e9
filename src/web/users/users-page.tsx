import { useState } from 'preact/hooks';
import type { MadeUser } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { Role } from '../api/shapes.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { FoundingNotice } from '../founding/founding-notice.tsx';
import { foundingChanged } from '../founding/use-founding.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { emptyPerson, PersonFields } from '../parts/person-fields.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { HandedLink } from './handed-link.tsx';
import { UserTable } from './user-table.tsx';

export function UsersPage() {
  const { users: words } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('users', (signal) => api.listUsers({ signal }));
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <FoundingNotice />
      <div class="side-form">
        <AddUser />
        <section class="panel" aria-label={words.title}>
          <ProblemNotice problem={problem} retry={reload} />
          {isLoading && <Skeleton lines={5} />}
          {data && <UserTable users={data.users} />}
        </section>
      </div>
    </div>
  );
}

const roles: readonly Role[] = ['technician', 'officer', 'custodian', 'auditor', 'admin'];

function AddUser() {
  const { users: words, roles: roleNames, person: personWords } = useMessages();
  const [person, setPerson] = useState(emptyPerson);
  const [role, setRole] = useState<Role>('technician');
  const [email, setEmail] = useState('');
  const [made, setMade] = useState<MadeUser>();
  const { run, isBusy, problem } = useSubmit(async () => {
    setMade(undefined);
    const address = email.trim();
    setMade(await api.createUser({ ...person, role, ...(address !== '' && { email: address }) }));
    invalidate('users');
    foundingChanged();
    setPerson(emptyPerson);
    setEmail('');
  });
  return (
    <form class="stack panel" onSubmit={submitted(run)}>
      <h2>{words.add}</h2>
      <Field label={words.role} name="role" problem={problem}>
        {(wiring) => (
          <select {...wiring} value={role} onChange={typed((value) => setRole(value as Role))}>
            {roles.map((name) => (
              <option key={name} value={name}>
                {roleNames[name]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <PersonFields person={person} change={setPerson} problem={problem} />
      <Field label={personWords.email} hint={personWords.emailHint} name="email" problem={problem}>
        {(wiring) => (
          <input {...wiring} type="email" value={email} onInput={typed(setEmail)} autocomplete="off" />
        )}
      </Field>
      <Act label={words.act} problem={problem} isBusy={isBusy} tone="primary" />
      {made && <HandedLink link={made.link} fullName={made.fullName} />}
    </form>
  );
}
