import { useState } from 'preact/hooks';
import type { CustodyEvent } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useQuery } from '../base/query.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { useCameraNames } from '../names/camera-names.ts';
import { countText } from '../parts/amount.ts';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { rangeText } from '../time/format.ts';
import { EventRow, eventColumns } from './custody-table.tsx';
import { previewRuns, type RunOfEvents } from './preview-runs.ts';

/** The events of a session, in their order, page below page. */
export function SessionEvents({ id }: { readonly id: string }) {
  const { looking: words } = useMessages();
  const [pages, setPages] = useState<readonly (number | undefined)[]>([undefined]);
  return (
    <section class="stack session-events" aria-label={words.eventsOf}>
      {pages.map((after) => (
        <EventsPage
          key={after ?? 0}
          id={id}
          after={after}
          {...(after === pages.at(-1) && { more: (next: number) => setPages([...pages, next]) })}
        />
      ))}
    </section>
  );
}

interface EventsPageProps {
  readonly id: string;
  readonly after: number | undefined;
  /** Of the last page that is shown. */
  readonly more?: (next: number) => void;
}

function EventsPage({ id, after, more }: EventsPageProps) {
  const { audit, looking: words } = useMessages();
  const { data, problem, isLoading, reload } = useQuery(`session ${id} ${after ?? ''}`, (signal) =>
    api.openLooking({ eventId: id }, { after: after?.toString() }, { signal }),
  );
  const { next, events } = data ?? {};
  return (
    <>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={4} />}
      {events && (
        <CardTable columns={eventColumns(audit)}>
          {previewRuns(events).map((run) => (
            <Run key={run[0].seq} run={run} />
          ))}
        </CardTable>
      )}
      {next !== undefined && more && (
        <div class="actions">
          <button type="button" onClick={() => more(next)}>
            {words.moreEvents}
          </button>
        </div>
      )}
    </>
  );
}

/** One event, or previews as one look, which opens to its events. */
function Run({ run }: { readonly run: RunOfEvents }) {
  const names = useCameraNames();
  const [isOpen, setOpen] = useState(false);
  const rows = run.map((event) => <EventRow key={event.seq} event={event} names={names} />);
  if (run.length === 1) return <>{rows}</>;
  return (
    <>
      <PreviewsRow run={run} isOpen={isOpen} toggle={() => setOpen(!isOpen)} />
      {isOpen && rows}
    </>
  );
}

interface PreviewsRowProps {
  readonly run: RunOfEvents;
  readonly isOpen: boolean;
  readonly toggle: () => void;
}

function PreviewsRow({ run, isOpen, toggle }: PreviewsRowProps) {
  const { messages, language } = useLanguage();
  const { audit, looking: words } = messages;
  const [first, last] = [run[0], run.at(-1) ?? run[0]];
  const names = useCameraNames();
  return (
    <tr>
      <th scope="row" class="number">
        {first.seq}–{last.seq}
      </th>
      <td data-label={audit.at} class="number">
        {rangeText(Date.parse(first.at), Date.parse(last.at))}
      </td>
      <td data-label={audit.what} colSpan={2}>
        {words.previewsAsOne(countText(run.length, language))}
      </td>
      <td data-label={audit.subjectMatter}>{cameraNames(run, names)}</td>
      <td>
        <button type="button" class="plain small" aria-expanded={isOpen} onClick={toggle}>
          {isOpen ? words.foldPreviews : words.openPreviews(countText(run.length, language))}
        </button>
      </td>
    </tr>
  );
}

const cameraNames = (events: readonly CustodyEvent[], names: ReadonlyMap<string, string>): string =>
  [...new Set(events.flatMap(({ cameraId }) => cameraId ?? []))].map((id) => names.get(id) ?? id).join(', ');
