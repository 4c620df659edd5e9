import { useState } from 'preact/hooks';
import type { MadeUser } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { Role } from '../api/shapes.ts';
import { Link } from '../base/location.tsx';
import { invalidate, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { FoundingNotice } from '../founding/founding-notice.tsx';
import { useProposalNeed, useSecondPerson } from '../founding/proposal-need.ts';
import { foundingChanged } from '../founding/use-founding.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { HandedLink } from '../parts/handed-link.tsx';
import { emptyPerson, PersonFields } from '../parts/person-fields.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { WaitingProposals } from '../proposals/proposals.tsx';
import { sendProposal } from '../proposals/use-proposals.ts';
import { everyRole } from './every-role.ts';
import { UserTable } from './user-table.tsx';

export function UsersPage() {
  const { users: words, proposals, rights } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('users', (signal) => api.listUsers({ signal }));
  return (
    <div class="stack wide-page">
      <header class="row">
        <h1>{words.title}</h1>
        <Link class="push" to="/rights">
          {rights.title}
        </Link>
        <Link to="/proposals">{proposals.toPage}</Link>
      </header>
      <FoundingNotice />
      <WaitingProposals />
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

function AddUser() {
  const { users: words, roles: roleNames, person: personWords, proposals } = useMessages();
  const [person, setPerson] = useState(emptyPerson);
  const [role, setRole] = useState<Role>('technician');
  const [email, setEmail] = useState('');
  const [made, setMade] = useState<MadeUser>();
  const [isProposed, setProposed] = useState(false);
  const needsProposal = useProposalNeed()(role);
  const second = useSecondPerson()();
  const { run, isBusy, problem } = useSubmit(async () => {
    setMade(undefined);
    setProposed(false);
    const address = email.trim();
    const user = { ...person, role, ...(address !== '' && { email: address }) };
    if (needsProposal) await sendProposal({ kind: 'make', user });
    else setMade(await api.createUser(user));
    setProposed(needsProposal);
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
            {everyRole.map((name) => (
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
      {needsProposal && <p class="hint">{proposals.needed[second]}</p>}
      <Act
        label={needsProposal ? proposals.propose : words.act}
        problem={problem}
        isBusy={isBusy}
        tone="primary"
      />
      <p role="status">{isProposed && proposals.proposed}</p>
      {made && <HandedLink link={made.link} fullName={made.fullName} />}
    </form>
  );
}
