import type { Inbox } from '../../client/index.ts';
import { Link } from '../base/location.tsx';
import { useMessages } from '../messages/language.tsx';
import { personText } from '../names/person.tsx';
import { LetterDue } from '../request-parts/letter-due.tsx';
import { zonedText } from '../time/format.ts';

/** Emergencies without a written request, the longest waiting first; nothing where there is none. */
export function WithoutLetter({ requests }: { readonly requests: Inbox['withoutLetter'] }) {
  const messages = useMessages();
  const { emergencies: words } = messages;
  if (requests.length === 0) return null;
  return (
    <section class="panel stack" aria-labelledby="without-letter">
      <h2 id="without-letter">{words.withoutLetter}</h2>
      <p class="soft">{words.withoutLetterAbout}</p>
      <ul class="plain-list">
        {requests.map((request) => (
          <li key={request.id} class="list-line row">
            <Link to={`/requests/${request.id}`}>{request.caseNumber}</Link>
            <span>{personText(request.requester, messages)}</span>
            <span class="number soft">{zonedText(Date.parse(request.createdAt))}</span>
            <span class="push">
              <LetterDue request={request} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
