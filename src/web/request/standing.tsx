import type { FootageRequest } from '../api/shapes.ts';
import { AnswerBy } from '../inbox/answer-by.tsx';
import { useMessages } from '../messages/language.tsx';
import { zonedText } from '../time/format.ts';
import { countdownText } from '../time/length.ts';
import { useNow } from '../time/now.ts';

/** How a request stands, in a sentence, and what comes next. */
export function Standing({ request }: { readonly request: FootageRequest }) {
  const { standing: words, submitted } = useMessages();
  const { state, isExpired, decision, closing, expiresAt = '', emergency } = request;
  if (state === 'approved' && emergency && !isExpired) return <OpenEmergency request={request} />;
  if (state === 'draft') return <p class="notice">{words.draft}</p>;
  if (state === 'submitted')
    return (
      <p class="notice">
        {words.submitted} <AnswerBy request={request} />
      </p>
    );
  if (state === 'refused')
    return (
      <p class="fault">
        <strong>{words.refused}</strong> {decision?.reason}
      </p>
    );
  if (state === 'closed') {
    const outcome = closing && submitted.outcomes[closing.outcome];
    return <p class="notice">{words.closed(outcome ?? '')}</p>;
  }
  const until = zonedText(Date.parse(expiresAt));
  return (
    <p class={isExpired ? 'fault' : 'notice'}>{isExpired ? words.expired(until) : words.approved(until)}</p>
  );
}

const secondMs = 1_000;

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
