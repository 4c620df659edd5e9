import { useEffect, useRef, useState } from 'preact/hooks';
import type { AwaitingRequest, Hold, Inbox } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Link } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { FoundingNotice } from '../founding/founding-notice.tsx';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { shareText, sizeText } from '../parts/amount.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { WaitingProposals } from '../proposals/proposals.tsx';
import { Shortenings } from '../retention/shortenings.tsx';
import { zonedText } from '../time/format.ts';
import { DecisionForm, type Verdict } from './decision.tsx';
import { useCustodians } from './deputies.ts';
import { forgetJudged } from './judged.ts';
import { RequestCard } from './request-card.tsx';
import { EmergencyReview } from './review.tsx';
import { WithoutLetter } from './without-letter.tsx';

const everyMs = 15_000;

/** Decisions that wait for a second person: unreviewed emergencies, then requests, most urgent first. */
export function InboxPage() {
  const { inbox: words, proposals } = useMessages();
  const { role } = useUser();
  const [said, setSaid] = useState('');
  const { data, problem, isLoading, reload } = useQuery('inbox', (signal) => api.getInbox({ signal }), {
    everyMs,
  });
  const next = useNext(data);
  const judged = (request: AwaitingRequest, verdict: Verdict) => {
    setSaid(words.done[verdict](request.caseNumber));
    // A countersigned one stays in the inbox, to be reviewed.
    if (verdict !== 'countersigned') next.after(request);
    forgetJudged();
  };
  return (
    <div class="stack wide-page">
      <header class="row">
        <h1>{words.title}</h1>
        <Link class="push" to="/proposals">
          {proposals.toPage}
        </Link>
        <Link to="/inbox/deputies">{words.deputies}</Link>
      </header>
      {role === 'custodian' && <FoundingNotice />}
      <WaitingProposals />
      <OnBehalf />
      <p role="status">{said}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={8} />}
      {data && <Waiting inbox={data} judged={judged} />}
    </div>
  );
}

/** After an answer removes a card, the heading of the next one takes the focus. */
function useNext(inbox: Inbox | undefined) {
  const answered = useRef<{ readonly id: string; readonly nextId: string }>();
  const ids = inbox ? [...overdueFirst(inbox.emergencies), ...inbox.waiting].map(({ id }) => id) : [];
  useEffect(() => {
    if (!answered.current || ids.includes(answered.current.id)) return;
    document.getElementById(answered.current.nextId)?.focus();
    answered.current = undefined;
  }, [inbox]);
  const after = ({ id }: AwaitingRequest) => {
    const left = ids.filter((each) => each !== id);
    answered.current = { id, nextId: left[ids.indexOf(id)] ?? left.at(-1) ?? 'main' };
  };
  return { after };
}

interface WaitingProps {
  readonly inbox: Inbox;
  readonly judged: (request: AwaitingRequest, verdict: Verdict) => void;
}

function Waiting({
  inbox: { waiting, emergencies, withoutLetter, shortenings, holdsDue, unapproved },
  judged,
}: WaitingProps) {
  const { inbox: words } = useMessages();
  return (
    <>
      <HeldBytes {...unapproved} />
      <Shortenings waiting={shortenings} />
      {waiting.length + emergencies.length + shortenings.length === 0 && <p class="notice">{words.empty}</p>}
      {emergencies.length > 0 && (
        <section class="stack" aria-labelledby="emergencies">
          <h2 id="emergencies">{words.emergencies}</h2>
          <p class="soft">{words.emergencyAbout}</p>
          {overdueFirst(emergencies).map((request) => (
            <RequestCard key={request.id} request={request}>
              <EmergencyReview request={request} judged={(verdict) => judged(request, verdict)} />
            </RequestCard>
          ))}
        </section>
      )}
      {waiting.length > 0 && (
        <section class="stack" aria-labelledby="waiting">
          <h2 id="waiting">{words.waiting}</h2>
          {waiting.map((request) => (
            <RequestCard key={request.id} request={request}>
              <DecisionForm request={request} judged={(verdict) => judged(request, verdict)} />
            </RequestCard>
          ))}
        </section>
      )}
      <WithoutLetter requests={withoutLetter} />
      {holdsDue.length > 0 && <HoldsDue holds={holdsDue} />}
    </>
  );
}

/** By deadline: the longest overdue first. */
const overdueFirst = (requests: readonly AwaitingRequest[]): AwaitingRequest[] =>
  [...requests].sort((a, b) => (a.answerBy ?? '').localeCompare(b.answerBy ?? ''));

function OnBehalf() {
  const { inbox: words } = useMessages();
  const custodians = useCustodians(useUser().id);
  if (custodians.length === 0) return null;
  return <p class="notice">{words.onBehalf(custodians.join(', '))}</p>;
}

/** Bytes that unapproved requests hold; an alarm near the limit, beyond which new requests are refused. */
function HeldBytes({ heldBytes, mostBytes, isNearMost }: Inbox['unapproved']) {
  const { messages, language } = useLanguage();
  const { inbox: words } = messages;
  const held = words.held(sizeText(heldBytes, language), sizeText(mostBytes, language));
  if (!isNearMost) return <p class="soft number">{held}</p>;
  return (
    <p class="fault number" role="alert">
      <strong>{held}</strong> {words.heldNear(shareText(heldBytes / mostBytes, language))}
    </p>
  );
}

/** Holds whose review is due. */
function HoldsDue({ holds }: { readonly holds: readonly Hold[] }) {
  const { inbox: words } = useMessages();
  return (
    <section class="panel stack" aria-labelledby="holds-due">
      <h2 id="holds-due">{words.holdsDue}</h2>
      <ul class="plain-list">
        {holds.map(({ id, caseNumber, reviewAt }) => (
          <li key={id} class="number">
            {words.holdsDueLine(caseNumber ?? '', zonedText(Date.parse(reviewAt)))}
          </li>
        ))}
      </ul>
      <p>
        <Link to="/holds">{words.toHolds}</Link>
      </p>
    </section>
  );
}
