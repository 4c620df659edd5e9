import { useState } from 'preact/hooks';
import type { Account, ProposedAct } from '../../client/index.ts';
import { useSubmit } from '../base/submit.ts';
import { useProposalNeed, useSecondPerson } from '../founding/proposal-need.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { sendProposal } from '../proposals/use-proposals.ts';

interface WeightyActProps {
  readonly user: Account;
  /** Label by its verb, where no second person is needed. */
  readonly label: string;
  readonly tone?: 'danger' | undefined;
  readonly act: ProposedAct;
  readonly run: () => Promise<void>;
}

/** An act of an admin on an account: done at once, or proposed where it takes a second person. */
export function WeightyAct({ user, label, tone, act, run: doIt }: WeightyActProps) {
  const { proposals: words } = useMessages();
  const [isProposed, setProposed] = useState(false);
  const toRole = act.kind === 'change-role' ? act.role : user.role;
  const isNeeded = useProposalNeed()(user.role, toRole);
  const second = useSecondPerson()(user.id);
  const { run, isBusy, problem } = useSubmit(async () => {
    setProposed(false);
    if (!isNeeded) return doIt();
    await sendProposal(act);
    setProposed(true);
  });
  return (
    <>
      {isNeeded && <p class="hint">{words.needed[second]}</p>}
      {isNeeded && second === 'deputy' && act.kind === 'reset' && (
        <p class="notice">{words.onHost(user.name)}</p>
      )}
      <Act
        label={isNeeded ? `${words.propose}: ${label}` : label}
        problem={problem}
        isBusy={isBusy}
        tone={isNeeded ? undefined : tone}
        run={() => void run()}
      />
      <p role="status">{isProposed && words.proposed}</p>
    </>
  );
}
