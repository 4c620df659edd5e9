import type { CustodyEvent } from '../../client/index.ts';
import { Link } from '../base/location.tsx';
import { useMessages } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { ActorName } from '../names/actor.tsx';
import { useCameraNames } from '../names/camera-names.ts';
import { CardTable } from '../parts/card-table.tsx';
import { rangeText, zonedText } from '../time/format.ts';
import { detailValue } from './detail-value.ts';
import { eventWord } from './event-kinds.ts';

/** One row an event, newest first. */
export function CustodyTable({ events }: { readonly events: readonly CustodyEvent[] }) {
  const { audit: words } = useMessages();
  const names = useCameraNames();
  return (
    <section class="panel" aria-label={words.title}>
      <CardTable columns={eventColumns(words)}>
        {events.map((event) => (
          <EventRow key={event.seq} event={event} names={names} />
        ))}
      </CardTable>
    </section>
  );
}

export const eventColumns = (words: Messages['audit']): readonly string[] => [
  ...[words.seq, words.at, words.what, words.who, words.subjectMatter, words.detail],
];

interface EventRowProps {
  readonly event: CustodyEvent;
  readonly names: ReadonlyMap<string, string>;
}

export function EventRow({ event, names }: EventRowProps) {
  const messages = useMessages();
  const { audit: words } = messages;
  const { seq, at, event: name, tokenId, subject, requestId, cameraId, opened } = event;
  return (
    <tr>
      <th scope="row" class="number">
        {seq}
      </th>
      <td data-label={words.at} class="number">
        {zonedText(Date.parse(at))}
      </td>
      <td data-label={words.what}>{eventWord(name, messages, event.role)}</td>
      <td data-label={words.who}>
        <ActorName pseudonym={event.actor} role={event.role} />
        {tokenId !== undefined && <div class="hint">{words.token}</div>}
      </td>
      <td data-label={words.subjectMatter}>
        {cameraId !== undefined && (
          <div>
            <Link to={`/audit?view=events&camera=${cameraId}`}>{names.get(cameraId) ?? cameraId}</Link>
          </div>
        )}
        {opened && (
          <div class="number">
            {words.footage} {rangeText(Date.parse(opened.from), Date.parse(opened.to))}
          </div>
        )}
        {requestId !== undefined && (
          <div>
            <Link class="digest" to={`/audit?view=events&request=${requestId}`}>
              {requestId}
            </Link>
          </div>
        )}
        {subject !== undefined && (
          <div>
            {words.subject} <ActorName pseudonym={subject} />
          </div>
        )}
      </td>
      <td data-label={words.detail}>
        <Details event={event} />
      </td>
    </tr>
  );
}

/** Details in words; the value in the log is the tooltip, for a reader who compares with the file. */
function Details({ event: { detail = {}, sha256 } }: { readonly event: CustodyEvent }) {
  const messages = useMessages();
  const { audit: words } = messages;
  return (
    <div class="digest">
      {Object.entries(detail).map(([name, value]) => (
        <div key={name} title={`${name}: ${value}`}>
          {(words.details as Readonly<Record<string, string>>)[name] ?? name}:{' '}
          {detailValue(name, value, messages)}
        </div>
      ))}
      <div class="soft" title={sha256}>
        {words.hash} {sha256.slice(0, 12)}…
      </div>
    </div>
  );
}
