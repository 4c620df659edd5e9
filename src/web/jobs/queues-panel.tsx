import type { JobQueue } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Link } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { countText } from '../parts/amount.ts';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { momentText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';
import { type JobState, jobsPath } from './job-place.ts';
import { QueueProgress } from './queue-progress.tsx';

const everyMs = 5_000;

/** Every queue of the ward, with how many jobs it has in each state. */
export function QueuesPanel() {
  const { jobs: words } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('jobs', (signal) => api.listQueues({ signal }), {
    everyMs,
  });
  const { running, waiting, delayed, failed } = words.states;
  const sites = new Set(data?.queues.flatMap(({ site }) => site ?? []));
  return (
    <section class="panel stack tight" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p class="hint">{words.about}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {problem?.code === 'queue-unavailable' && <p class="notice">{words.away}</p>}
      {isLoading && <Skeleton lines={8} />}
      {data && (
        <CardTable columns={[words.queue, failed, running, waiting, delayed, words.doneInHour]}>
          {data.queues.map((queue) => (
            <QueueRow key={queue.queue} queue={queue} isOfMany={sites.size > 1} />
          ))}
        </CardTable>
      )}
    </section>
  );
}

interface QueueRowProps {
  readonly queue: JobQueue;
  /** Whether its site must be told from others. */
  readonly isOfMany: boolean;
}

function QueueRow({ queue, isOfMany }: QueueRowProps) {
  const { messages, language } = useLanguage();
  const { jobs: words } = messages;
  const { job, site, node, hasWorker, doneInHour, lastDoneAt } = queue;
  const last =
    lastDoneAt === undefined ? words.neverDone : words.lastDone(momentText(Date.parse(lastDoneAt)));
  return (
    <tr>
      <th scope="row">
        <Link to={jobsPath(queue.queue)}>{words.names[job]}</Link>
        {isOfMany && site !== undefined && <div class="hint">{messages.system.ofSite(site)}</div>}
        {node !== undefined && <div class="hint worker-id">{words.node(node)}</div>}
        {!hasWorker && <span class="mark is-waiting">{words.nodeWithoutWorker}</span>}
      </th>
      <Count queue={queue} state="failed" />
      <Count queue={queue} state="running" />
      <Count queue={queue} state="waiting" />
      <Count queue={queue} state="delayed" />
      <td data-label={words.doneInHour} class="number">
        {countText(doneInHour, language)} <span class="soft small">({last})</span>
        <QueueProgress queue={queue} />
      </td>
    </tr>
  );
}

interface CountProps {
  readonly queue: JobQueue;
  readonly state: Exclude<JobState, 'done-since'>;
}

function Count({ queue, state }: CountProps) {
  const { messages, language } = useLanguage();
  const { jobs: words } = messages;
  const text = countText(queue[state], language);
  return (
    <td data-label={words.states[state]} class={queue[state] === 0 ? 'number is-zero' : 'number'}>
      {queue[state] === 0 ? (
        <span class="soft">0</span>
      ) : (
        <Link to={jobsPath(queue.queue, state)} class={state === 'failed' ? 'mark is-waiting' : ''}>
          {text}
        </Link>
      )}
      {state === 'waiting' && <Oldest since={queue.oldestWaitingAt} />}
    </td>
  );
}

/** For how long the next of the waiting jobs waits. */
function Oldest({ since }: { readonly since: string | undefined }) {
  const { messages, language } = useLanguage();
  if (since === undefined) return null;
  const waitsMs = Math.max(0, Date.now() - Date.parse(since));
  return <div class="hint">{messages.jobs.oldest(lengthText(waitsMs, messages.units, language, 0))}</div>;
}
