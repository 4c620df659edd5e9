import type { FootageRequest, Person, SameStation } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useLanguage } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { personText } from '../names/person.tsx';
import { SameStationMark } from '../parts/station.tsx';
import { dayText } from '../time/day.ts';
import { zonedText } from '../time/format.ts';
import { hasWaited } from './emergency-state.ts';

interface Step {
  readonly at: string;
  readonly text: string;
  readonly reason?: string | undefined;
  readonly sameStation?: SameStation | undefined;
}

/** The history of a request: steps, actors and on whose behalf, in order; and the decision, to be printed. */
export function RequestCourse({ request }: { readonly request: FootageRequest }) {
  const { messages, language } = useLanguage();
  const { submitted: words } = messages;
  return (
    <section class="panel stack" aria-labelledby="course">
      <h2 id="course">{words.course}</h2>
      <ol class="plain-list">
        {courseOf(request, messages).map(({ at, text, reason, sameStation }) => (
          <li key={`${at} ${text}`} class="list-line">
            <span class="number soft">{zonedText(Date.parse(at))}</span> {text}{' '}
            <SameStationMark same={sameStation} />
            {reason !== undefined && <div class="hint">{reason}</div>}
          </li>
        ))}
      </ol>
      <div class="actions">
        <a
          class="button"
          href={api.getRequestSheetUrl({ id: request.id }, { language })}
          target="_blank"
          rel="noopener"
        >
          {words.printRequest}
        </a>
        {(request.decision ?? request.emergency?.review) && (
          <a
            class="button"
            href={api.getDecisionLetterUrl({ id: request.id }, { language })}
            target="_blank"
            rel="noopener"
          >
            {words.printDecision}
          </a>
        )}
      </div>
    </section>
  );
}

function courseOf(request: FootageRequest, messages: Messages): Step[] {
  const { state, emergency, decision, closing, expiresAt } = request;
  const { submitted: words, emergencies, inbox } = messages;
  const signed = emergency?.countersignature;
  const name = (person: Person) => personText(person, messages);
  const who = ({ by, onBehalfOf }: { readonly by: Person; readonly onBehalfOf?: Person | undefined }) =>
    onBehalfOf ? words.onBehalf(name(by), name(onBehalfOf)) : name(by);
  const steps: (Step | undefined)[] = [
    beginningOf(request, messages),
    signed && { ...signed, text: emergencies.countersigned(who(signed)) },
    decision && { ...decision, text: words.verdicts[decision.verdict](who(decision)) },
    emergency?.review && {
      ...emergency.review,
      text: words.verdicts[emergency.review.verdict](who(emergency.review)),
    },
    ...(emergency?.letters ?? []).map(({ at, by, authority, number, day }) => ({
      at,
      text: emergencies.letterAdded(name(by), inbox.letterOf(number, dayText(day)), authority),
    })),
    closing && {
      at: closing.at,
      reason: closing.note,
      text: words.closed(name(closing.by), words.outcomes[closing.outcome]),
    },
    expiresAt !== undefined && state === 'approved' ? { at: expiresAt, text: words.expires } : undefined,
  ];
  return steps.filter((step) => step !== undefined).sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function beginningOf(request: FootageRequest, messages: Messages): Step {
  const { requester, createdAt, submittedAt = createdAt, emergency } = request;
  const { submitted: words, emergencies } = messages;
  const name = personText(requester, messages);
  if (!emergency) return { at: submittedAt, text: words.filed(name) };
  return hasWaited(request)
    ? { at: createdAt, text: emergencies.called(name), reason: emergency.reason }
    : { at: submittedAt, text: words.opened(name), reason: emergency.reason };
}
