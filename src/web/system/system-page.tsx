import { api } from '../api/client.ts';
import { useQuery } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { QueuesPanel } from '../jobs/queues-panel.tsx';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { MailPanel } from './mail-panel.tsx';
import { NeedsPanel } from './needs-panel.tsx';
import { WardPanel } from './ward-panel.tsx';
import { WorkersPanel } from './workers-panel.tsx';

const everyMs = 10_000;

/**
 * What the service needs and lacks, with the remedy; the workers that are alive; whether mail reaches anybody; for admins
 * also the queues.
 */
export function SystemPage() {
  const { system: words } = useMessages();
  const { role } = useUser();
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
      {data?.ward && <WardPanel ward={data.ward} />}
      {data && <WorkersPanel workers={data.workers} />}
      {data && <MailPanel mail={data.mail} />}
      {role === 'admin' && <QueuesPanel />}
    </div>
  );
}
