import { api } from '../api/client.ts';
import { Link, setParameters, useLocation } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { countText } from '../parts/amount.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { type JobState, jobStates, jobsPath, stateOf } from './job-place.ts';
import { JobTable } from './job-table.tsx';
import { RetryAll } from './retry.tsx';

const everyMs = 5_000;

/** The jobs of one queue, by state; queue, state and page stand in the address. */
export function JobsPage() {
  const { messages, language } = useLanguage();
  const { jobs: words } = messages;
  const { search } = useLocation();
  const [queue, state] = [search.get('queue') ?? '', stateOf(search.get('state'))];
  const queues = useQuery('jobs', (signal) => api.listQueues({ signal }), { everyMs });
  const own = queues.data?.queues.find((each) => each.queue === queue);
  return (
    <div class="stack wide-page">
      <p>
        <Link to="/system">← {words.back}</Link>
      </p>
      <h1>{own ? words.queueOf(words.names[own.job]) : words.title}</h1>
      <ProblemNotice problem={queues.problem} retry={queues.reload} />
      {queues.problem?.code === 'queue-unavailable' && <p class="notice">{words.away}</p>}
      {own && <p class="hint">{words.renewals[own.renewal]}</p>}
      <States queue={queue} current={state} counts={own ?? {}} />
      {state === 'failed' && own && own.dropped > 0 && (
        <p class="notice">{words.dropped(countText(own.dropped, language))}</p>
      )}
      <Listed key={`${queue} ${state}`} queue={queue} state={state} />
    </div>
  );
}

interface StatesProps {
  readonly queue: string;
  readonly current: JobState;
  readonly counts: { readonly [state in JobState]?: number };
}

function States({ queue, current, counts }: StatesProps) {
  const { messages, language } = useLanguage();
  const { jobs: words } = messages;
  return (
    <nav class="tabs" aria-label={words.title}>
      {jobStates.map((state) => (
        <Link key={state} to={jobsPath(queue, state)} isCurrent={state === current}>
          {words.states[state]}
          {counts[state] !== undefined && <span class="number"> ({countText(counts[state], language)})</span>}
        </Link>
      ))}
    </nav>
  );
}

function Listed({ queue, state }: { readonly queue: string; readonly state: JobState }) {
  const { jobs: words } = useMessages();
  const offset = useLocation().search.get('offset') ?? '0';
  const { data, problem, isLoading, reload } = useQuery(
    `jobs ${queue} ${state} ${offset}`,
    (signal) => api.listJobs({ queue }, { state, offset }, { signal }),
    { everyMs },
  );
  return (
    <section class="panel stack tight" aria-label={words.states[state]}>
      {problem?.code !== 'queue-unavailable' && <ProblemNotice problem={problem} retry={reload} />}
      {isLoading && <Skeleton lines={5} />}
      {data?.jobs.length === 0 && <p>{words.none}</p>}
      {data && state === 'failed' && <RetryAll queue={queue} jobs={data.jobs} />}
      {data && data.jobs.length > 0 && <JobTable queue={queue} state={state} jobs={data.jobs} />}
      {data && <Pages offset={Number(offset)} shown={data.jobs.length} pageSize={data.pageSize} />}
    </section>
  );
}

interface PagesProps {
  readonly offset: number;
  readonly shown: number;
  readonly pageSize: number;
}

function Pages({ offset, shown, pageSize }: PagesProps) {
  const { jobs: words } = useMessages();
  const turn = (to: number) => setParameters({ offset: to > 0 ? String(to) : undefined });
  if (offset === 0 && shown < pageSize) return null;
  return (
    <div class="actions">
      {offset > 0 && (
        <button type="button" onClick={() => turn(offset - pageSize)}>
          {words.newer}
        </button>
      )}
      {shown === pageSize && (
        <button type="button" onClick={() => turn(offset + pageSize)}>
          {words.older}
        </button>
      )}
    </div>
  );
}
