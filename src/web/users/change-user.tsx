import { useId, useRef, useState } from 'preact/hooks';
import type { Account } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { EmailForm } from '../parts/email-form.tsx';
import { Field } from '../parts/field.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { AccountAccess } from './account-access.tsx';

/** Another password for a user, or no more signing in; both end the sessions of the user. And how the user gets in. */
export function ChangeUser({ user }: { readonly user: Account }) {
  const { users: words, common } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const isSelf = useUser().id === user.id;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-label={words.changeOf(user.fullName)}
        onClick={() => {
          setOpen(true);
          dialog.current?.showModal();
        }}
      >
        {words.change}
      </button>
      <dialog ref={dialog} aria-labelledby={id} onClose={() => setOpen(false)}>
        <div class="stack">
          <h2 id={id}>{words.changeOf(user.fullName)}</h2>
          {!isSelf && <Enabling user={user} close={() => dialog.current?.close()} />}
          <EmailForm email={user.email} save={(email) => setEmail(user.id, email)} />
          <NewPassword user={user} />
          {isOpen && !isSelf && <AccountAccess user={user} />}
          <div class="actions">
            <button type="button" onClick={() => dialog.current?.close()}>
              {common.close}
            </button>
          </div>
        </div>
      </dialog>
    </>
  );
}

async function setEmail(id: string, email: string | null): Promise<void> {
  await api.setEmailOfUser({ id }, { email });
  invalidate('users');
}

function Enabling({ user, close }: { readonly user: Account; readonly close: () => void }) {
  const { users: words } = useMessages();
  const { id, enabled, fullName } = user;
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.changeUser({ id }, { enabled: !enabled });
    invalidate('users');
    close();
  });
  return (
    <>
      {enabled && <p>{words.disableWarning(fullName)}</p>}
      <Act
        label={enabled ? words.disable : words.enable}
        problem={problem}
        isBusy={isBusy}
        tone={enabled ? 'danger' : undefined}
        run={() => void run()}
      />
    </>
  );
}

function NewPassword({ user }: { readonly user: Account }) {
  const { users: words, person } = useMessages();
  const [password, setPassword] = useState('');
  const [isSet, setDone] = useState(false);
  const { run, isBusy, problem } = useSubmit(async () => {
    setDone(false);
    await api.changeUser({ id: user.id }, { password });
    setPassword('');
    setDone(true);
  });
  return (
    <form class="stack" onSubmit={submitted(run)}>
      <Field label={words.newPassword} hint={person.passwordHint} name="password" problem={problem}>
        {(wiring) => (
          <input
            {...wiring}
            type="password"
            value={password}
            onInput={typed(setPassword)}
            autocomplete="new-password"
            minLength={12}
            required
          />
        )}
      </Field>
      <Act label={words.setPassword} problem={problem} isBusy={isBusy}>
        <span role="status">{isSet && words.passwordSet(user.fullName)}</span>
      </Act>
    </form>
  );
}
