import { useId, useRef, useState } from 'preact/hooks';
import type { Account } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { useSubmit } from '../base/submit.ts';
import { useProposalNeed } from '../founding/proposal-need.ts';
import { foundingChanged } from '../founding/use-founding.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { EmailForm } from '../parts/email-form.tsx';
import { AccountAccess } from './account-access.tsx';
import { ChangeRole } from './change-role.tsx';
import { WeightyAct } from './weighty-act.tsx';

/** Whether a user signs in, where mail reaches the user, and how the user gets in. */
export function ChangeUser({ user }: { readonly user: Account }) {
  const { users: words, common } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const isSelf = useUser().id === user.id;
  const [isOpen, setOpen] = useState(false);
  // After the founding an officer, a custodian and an auditor alone change their address.
  const isTheirs = useProposalNeed()(user.role);
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
          {(isSelf || !isTheirs) && (
            <EmailForm email={user.email} save={(email) => setEmail(user.id, email)} />
          )}
          {isOpen && !isSelf && <ChangeRole user={user} />}
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
  const { id, fullName } = user;
  const enable = async (enabled: boolean) => {
    await api.changeUser({ id }, { enabled });
    invalidate('users');
    foundingChanged();
    close();
  };
  const { run, isBusy, problem } = useSubmit(() => enable(false));
  if (!user.enabled)
    return (
      <WeightyAct
        user={user}
        label={words.enable}
        act={{ kind: 'enable', userId: id }}
        run={() => enable(true)}
      />
    );
  return (
    <>
      <p>{words.disableWarning(fullName)}</p>
      <Act label={words.disable} problem={problem} isBusy={isBusy} tone="danger" run={() => void run()} />
    </>
  );
}
