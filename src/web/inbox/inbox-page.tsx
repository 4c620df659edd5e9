import { useEffect, useRef, useState } from 'preact/hooks';
import type { AwaitingRequest, Inbox } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Link } from '../app/location.tsx';
import { useQuery } from '../app/query.ts';
import { useMessages } from '../messages/language.tsx';
import { Fault } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useUser } from '../session/session.tsx';
import { Decision, type Verdict } from './decision.tsx';
import { useCustodians } from './deputies.ts';
import { HeldBytes } from './held-bytes.tsx';
import { HoldsDue } from './holds-due.tsx';
import { forgetJudged } from './judged.ts';
import { RequestCard } from './request-card.tsx';
import { Review } from './review.tsx';

const everyMs = 15_000;

/** What waits for a second person: emergencies that nobody reviewed, then requests, the most pressing first. */
export function InboxPage() {
  const { inbox: words } = useMessages();
  const [said, setSaid] = useState('');
  const { data, problem, isLoading, reload } = useQuery('inbox', (signal) => api.getInbox({ signal }), {
    everyMs,
  });
  const next = useNext(data);
  const judged = (request: AwaitingRequest, verdict: Verdict) => {
    setSaid(words.done[verdict](request.caseNumber));
    next.after(request);
    forgetJudged();
  };
  return (
    <div class="stack wide-page">
      <header class="row">
        <h1>{words.title}</h1>
        <Link class="push" to="/inbox/deputies">
          {words.deputies}
        </Link>
      </header>
      <OnBehalf />
      <p role="status">{said}</p>
      <Fault problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={8} />}
      {data && <Waiting inbox={data} judged={judged} />}
    </div>
  );
}

/** Once a card is gone that somebody answered, the heading of the next one has the focus. */
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

function Waiting({ inbox: { waiting, emergencies, holdsDue, unapproved }, judged }: WaitingProps) {
  const { inbox: words } = useMessages();
  return (
    <>
      <HeldBytes {...unapproved} />
      {waiting.length + emergencies.length === 0 && <p class="notice">{words.empty}</p>}
      {emergencies.length > 0 && (
        <section class="stack" aria-labelledby="emergencies">
          <h2 id="emergencies">{words.emergencies}</h2>
          <p class="soft">{words.emergencyAbout}</p>
          {overdueFirst(emergencies).map((request) => (
            <RequestCard key={request.id} request={request}>
              <Review request={request} judged={(verdict) => judged(request, verdict)} />
            </RequestCard>
          ))}
        </section>
      )}
      {waiting.length > 0 && (
        <section class="stack" aria-labelledby="waiting">
          <h2 id="waiting">{words.waiting}</h2>
          {waiting.map((request) => (
            <RequestCard key={request.id} request={request}>
              <Decision request={request} judged={(verdict) => judged(request, verdict)} />
            </RequestCard>
          ))}
        </section>
      )}
      {holdsDue.length > 0 && <HoldsDue holds={holdsDue} />}
    </>
  );
}

/** What was to be answered first stands first: that is what is overdue longest. */
const overdueFirst = (requests: readonly AwaitingRequest[]): AwaitingRequest[] =>
  [...requests].sort((a, b) => (a.answerBy ?? '').localeCompare(b.answerBy ?? ''));

function OnBehalf() {
  const { inbox: words } = useMessages();
  const custodians = useCustodians(useUser().id);
  if (custodians.length === 0) return null;
  return <p class="notice">{words.onBehalf(custodians.join(', '))}</p>;
}
