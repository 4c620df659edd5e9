import { useEffect, useState } from 'preact/hooks';
import type { FootageRequest } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import { AnswerBy } from '../request-parts/answer-by.tsx';
import { waitsForSecondPerson } from '../request-parts/emergency-state.ts';
import { refusalReason } from '../request-parts/outcome.ts';
import { secondMs } from '../time/durations.ts';
import { zonedText } from '../time/format.ts';
import { countdownText } from '../time/length.ts';

/** How a request stands, in a sentence, and what comes next. */
export function RequestStanding({ request }: { readonly request: FootageRequest }) {
  const { standing: words, submitted } = useMessages();
  const { state, isExpired, closing, expiresAt = '', emergency } = request;
  if (state === 'approved' && emergency && !isExpired) return <OpenEmergency request={request} />;
  if (state === 'draft') return <p class="notice">{words.draft}</p>;
  if (waitsForSecondPerson(request)) return <WaitingEmergency request={request} />;
  if (state === 'submitted')
    return (
      <p class="notice">
        {words.submitted} <AnswerBy request={request} />
      </p>
    );
  if (state === 'refused')
    return (
      <p class="fault">
        <strong>{words.refused}</strong> {emergency?.review && words.reviewed[emergency.review.verdict]}{' '}
        {refusalReason(request)}
      </p>
    );
  if (state === 'closed') {
    const outcome = closing && submitted.outcomes[closing.outcome];
    return (
      <p class="notice">
        {words.closed(outcome ?? '')} {closing?.note}
      </p>
    );
  }
  const until = zonedText(Date.parse(expiresAt));
  return (
    <p class={isExpired ? 'fault' : 'notice'}>{isExpired ? words.expired(until) : words.approved(until)}</p>
  );
}

/** Opened before anybody approved: how long yet, and who has to look at it. */
function OpenEmergency({ request: { expiresAt = '', emergency } }: { readonly request: FootageRequest }) {
  const { standing: words } = useMessages();
  const leftMs = Math.max(0, Date.parse(expiresAt) - useNow(secondMs));
  return (
    <p class="fault">
      <strong class="number" role="timer">
        {words.emergency(countdownText(leftMs))}
      </strong>{' '}
      <span role="status">
        {emergency?.review ? words.reviewed[emergency.review.verdict] : words.toBeReviewed}
      </span>
    </p>
  );
}

/** Opens nothing before a second person countersigns: who may, and how they come to it. */
function WaitingEmergency({ request }: { readonly request: FootageRequest }) {
  const { emergencies: words } = useMessages();
  return (
    <p class="fault" role="status">
      <strong>{words.waits}</strong> {words.whoMay} <AnswerBy request={request} />
    </p>
  );
}

/** The current time, updated at intervals. */
function useNow(everyMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = window.setInterval(() => setNowMs(Date.now()), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
  return nowMs;
}
