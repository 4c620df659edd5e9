import { api } from '../api/client.ts';
import { Link } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { QueuesPanel } from '../jobs/queues-panel.tsx';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { KeptForecast } from '../retention/kept-forecast.tsx';
import { MailPanel } from './mail-panel.tsx';
import { NeedsPanel } from './needs-panel.tsx';
import { WardPanel } from './ward-panel.tsx';
import { WorkersPanel } from './workers-panel.tsx';

const everyMs = 10_000;

/**
 * The health of the service on one page: what it needs and lacks, with the remedy; for admins the forecast of the disk
 * and the queues; the workers that are alive; whether mail reaches anybody.
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
      {role === 'admin' && <Storage />}
      {role === 'admin' && <QueuesPanel />}
      {data?.ward && <WardPanel ward={data.ward} />}
      {data && <WorkersPanel workers={data.workers} />}
      {data && <MailPanel mail={data.mail} />}
    </div>
  );
}

/** The forecast of the disk; the policy that changes it is set on its own page. */
function Storage() {
  const { system: words } = useMessages();
  return (
    <KeptForecast>
      <p class="hint">
        {words.storageAbout} <Link to="/policies">{words.toPolicies}</Link>
      </p>
    </KeptForecast>
  );
}
