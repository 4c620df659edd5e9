import type { LookingSession } from '../../client/index.ts';
import { Link, useLocation } from '../base/location.tsx';
import { useLanguage, useMessages } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { ActorName } from '../names/actor.tsx';
import { useCameraNames } from '../names/camera-names.ts';
import { countText } from '../parts/amount.ts';
import { CardTable } from '../parts/card-table.tsx';
import { rangeText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';
import { setOpened } from './log-address.ts';
import { SessionEvents } from './session-events.tsx';

/** One row a session of looking; one of them is opened to its events, as the address says. */
export function SessionsTable({ sessions }: { readonly sessions: readonly LookingSession[] }) {
  const { looking: words } = useMessages();
  const opened = useLocation().search.get('session');
  return (
    <section class="panel" aria-label={words.title}>
      <CardTable columns={[words.when, words.who, words.under, words.cameras, words.seen, words.events]}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} isOpen={session.id === opened} />
        ))}
      </CardTable>
    </section>
  );
}

interface SessionRowProps {
  readonly session: LookingSession;
  readonly isOpen: boolean;
}

function SessionRow({ session, isOpen }: SessionRowProps) {
  const { messages, language } = useLanguage();
  const { looking: words, units } = messages;
  const { id, actor, role, events, looks } = session;
  const [fromMs, toMs] = [Date.parse(session.from), Date.parse(session.to)];
  return (
    <>
      <tr>
        <th scope="row" class="number">
          {rangeText(fromMs, toMs)}
          <div class="hint">{lengthText(toMs - fromMs, units, language)}</div>
        </th>
        <td data-label={words.who}>
          <ActorName pseudonym={actor} role={role} />
        </td>
        <td data-label={words.under}>
          <Under session={session} />
        </td>
        <td data-label={words.cameras}>
          <Cameras ids={session.cameraIds} />
        </td>
        <td data-label={words.seen}>
          <strong>{words.looks(countText(looks, language))}</strong>
          <ul class="plain-list small">
            {seenTexts(session, messages, language).map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </td>
        <td data-label={words.events}>
          <button
            type="button"
            class="small"
            aria-expanded={isOpen}
            onClick={() => setOpened(isOpen ? undefined : id)}
          >
            {isOpen ? words.fold : words.open(countText(events, language))}
          </button>
        </td>
      </tr>
      {isOpen && (
        <tr>
          <td colSpan={6}>
            <SessionEvents id={id} />
          </td>
        </tr>
      )}
    </>
  );
}

function Under({ session: { requestId, caseNumber } }: { readonly session: LookingSession }) {
  const { looking: words } = useMessages();
  if (requestId === undefined) return <>{words.withoutRequest}</>;
  return (
    <>
      {caseNumber !== undefined && (
        <div>
          <Link to={`/audit?case=${encodeURIComponent(caseNumber)}`}>{caseNumber}</Link>
        </div>
      )}
      <Link class="digest small" to={`/requests/${requestId}`}>
        {requestId}
      </Link>
    </>
  );
}

/** So many are named at once. */
const mostNames = 3;

function Cameras({ ids }: { readonly ids: readonly string[] }) {
  const { language } = useLanguage();
  const { looking: words } = useMessages();
  const names = useCameraNames();
  const named = ids.map((id) => names.get(id) ?? id).sort((a, b) => a.localeCompare(b, language));
  const count = words.countOfCameras(countText(ids.length, language));
  if (ids.length === 0) return <>{words.noCamera}</>;
  if (ids.length <= mostNames) return <>{`${count}: ${named.join(', ')}`}</>;
  return (
    <details>
      <summary>{`${count}: ${named.slice(0, mostNames).join(', ')}…`}</summary>
      {named.join(', ')}
    </details>
  );
}

function seenTexts(
  { seen }: LookingSession,
  { looking: words, units }: Messages,
  language: string,
): string[] {
  const count = (value: number) => countText(value, language);
  return [
    seen.playlists > 0 && words.playlists(count(seen.playlists)),
    seen.gops > 0 && words.served(lengthText(seen.servedMs, units, language), count(seen.gops)),
    seen.stills > 0 && words.stills(count(seen.stills)),
    seen.previews > 0 && words.previews(count(seen.previews)),
    seen.searches > 0 && words.searches(count(seen.searches)),
    seen.exports > 0 && words.exports(count(seen.exports)),
    seen.marks > 0 && words.marks(count(seen.marks)),
    seen.checks > 0 && words.checks(count(seen.checks)),
  ].filter((text) => text !== false);
}
