import { useState } from 'preact/hooks';
import type { OneTimeLink, Proposal } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useUser } from '../base/session.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { personText } from '../names/person.tsx';
import { Act } from '../parts/act.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { HandedLink } from '../parts/handed-link.tsx';
import { FromHere, SameStationMark } from '../parts/station.tsx';
import { zonedText } from '../time/format.ts';
import { actText } from './proposal-words.ts';
import { proposalsChanged, useProposals } from './use-proposals.ts';

/** Acts on accounts that wait for a second person, or whose link was not taken; nothing where there are none. */
export function WaitingProposals() {
  const { proposals: words } = useMessages();
  const { data } = useProposals();
  const open = data?.proposals.filter(({ state, hasLink }) => state === 'waiting' || hasLink) ?? [];
  if (open.length === 0) return null;
  return (
    <section class="panel stack" aria-labelledby="proposals">
      <h2 id="proposals">{words.title}</h2>
      <ProposalList proposals={open} />
    </section>
  );
}

export function ProposalList({ proposals }: { readonly proposals: readonly Proposal[] }) {
  return (
    <ul class="plain-list">
      {proposals.map((proposal) => (
        <ProposalLine key={proposal.id} proposal={proposal} />
      ))}
    </ul>
  );
}

function ProposalLine({ proposal }: { readonly proposal: Proposal }) {
  const messages = useMessages();
  const { proposals: words } = messages;
  const { proposer, createdAt, endsAt, state, answer, hasLink, mayAnswer, fromHere } = proposal;
  const me = useUser().id;
  return (
    <li class="list-line stack tight">
      <div>
        <div class="row">
          <strong>{actText(proposal, messages)}</strong>
          <span class={`state is-${state}`}>{words.states[state]}</span>
        </div>
        <div class="hint number">
          {words.by(personText(proposer, messages), zonedText(Date.parse(createdAt)))}
        </div>
        {state === 'waiting' && <div class="hint number">{words.until(zonedText(Date.parse(endsAt)))}</div>}
        {answer && state !== 'withdrawn' && (
          <div class="hint number">
            {words.answeredBy(personText(answer.by, messages), zonedText(Date.parse(answer.at)))}
          </div>
        )}
        {answer?.reason && <div class="hint">{answer.reason}</div>}
        <SameStationMark same={answer?.sameStation} />
      </div>
      <FromHere same={fromHere} />
      {mayAnswer && <Answers proposal={proposal} />}
      {state === 'waiting' && proposer.id === me && <Withdraw proposal={proposal} />}
      {hasLink && <TakeLink proposal={proposal} />}
    </li>
  );
}

function Answers({ proposal }: { readonly proposal: Proposal }) {
  const messages = useMessages();
  const { proposals: words } = messages;
  const { id, kind, proposer, createdAt } = proposal;
  const title = actText(proposal, messages);
  const proposerText = personText(proposer, messages);
  const asked = <p>{words.by(proposerText, zonedText(Date.parse(createdAt)))}</p>;
  const answered = async (verdict: Parameters<typeof api.answerProposal>[1]) => {
    await api.answerProposal({ id }, verdict);
    proposalsChanged();
  };
  return (
    <div class="actions">
      <ActDialog
        open={words.confirm}
        openLabel={`${words.confirm}: ${title}`}
        tone="primary"
        title={`${words.confirm}: ${title}`}
        act={words.confirm}
        keep={words.keep}
        run={() => answered({ verdict: 'confirmed' })}
      >
        <div class="stack tight">
          {asked}
          <p>{words.confirmMeans}</p>
          {(kind === 'make' || kind === 'reset') && <p>{words.toProposer(proposerText)}</p>}
        </div>
      </ActDialog>
      <ActDialog
        open={words.refuse}
        openLabel={`${words.refuse}: ${title}`}
        title={`${words.refuse}: ${title}`}
        act={words.refuse}
        keep={words.keep}
        reason={{ label: words.reason, minLength: 5 }}
        run={(reason) => answered({ verdict: 'refused', reason })}
      >
        <div class="stack tight">
          {asked}
          <p>{words.refuseMeans}</p>
        </div>
      </ActDialog>
    </div>
  );
}

function Withdraw({ proposal: { id } }: { readonly proposal: Proposal }) {
  const { proposals: words } = useMessages();
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.withdrawProposal({ id });
    proposalsChanged();
  });
  return <Act label={words.withdraw} problem={problem} isBusy={isBusy} run={() => void run()} />;
}

/** The link stays on the screen until the page is left: it is shown once. */
function TakeLink({ proposal: { id, subject } }: { readonly proposal: Proposal }) {
  const { proposals: words } = useMessages();
  const [link, setLink] = useState<OneTimeLink>();
  const { run, isBusy, problem } = useSubmit(async () => setLink(await api.takeProposalLink({ id })));
  if (link) return <HandedLink link={link} fullName={subject.fullName} />;
  return (
    <Act label={words.takeLink} problem={problem} isBusy={isBusy} tone="primary" run={() => void run()} />
  );
}
