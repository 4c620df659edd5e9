import { api } from '../api/client.ts';
import { useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { NeedsPanel } from './needs-panel.tsx';
import { WorkersPanel } from './workers-panel.tsx';

const everyMs = 10_000;

/** What the service needs and lacks, with the remedy, and the workers that are alive. */
export function SystemPage() {
  const { system: words } = useMessages();
  const { data, problem, isLoading, reload } = useQuery(
    'system',
    (signal) => api.getSystemState({ signal }),
    { everyMs },
  );
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={8} />}
      {data && <NeedsPanel state={data} />}
      {data && <WorkersPanel workers={data.workers} />}
    </div>
  );
}
