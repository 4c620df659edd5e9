import type { AskedPort } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { DiscoveryResults } from '../api/shapes.ts';
import { Link, useLocation } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { Moves } from '../cameras/moves.tsx';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Icon } from '../parts/icon.tsx';
import { AskedPorts } from './asked-ports.tsx';
import { FoundDevices } from './found/found-devices.tsx';
import { SearchForm } from './search-form.tsx';

/** Looks for cameras; the list fills while it looks, and its address outlives a reload. */
export function DiscoveryPage() {
  const { discovery: words } = useMessages();
  const id = useLocation().search.get('id') ?? undefined;
  const { data, problem, reload } = useDiscovery(id);
  const isRunning = id !== undefined && !problem && !data?.isFinished;
  return (
    <div class="stack wide-page">
      <header class="row">
        <h1>{words.title}</h1>
        <Link to="/cameras/new" class="button push">
          <Icon name="plus" />
          {words.byUrl}
        </Link>
      </header>
      <p class="soft">{words.about}</p>
      <SearchForm isAgain={id !== undefined} isRunning={isRunning}>
        <Progress discovery={data} isRunning={isRunning} />
      </SearchForm>
      <ProblemNotice problem={problem} {...(problem && { retry: reload })} />
      {data?.error && (
        <p class="fault" role="alert">
          {words.failed}
        </p>
      )}
      {data?.ports && <NamedHost host={data.host ?? ''} ports={data.ports} />}
      {data?.isFinished && <Moves />}
      {data && data.devices.length > 0 && <FoundDevices key={data.id} discovery={data} />}
      {data?.isFinished && !data.error && data.devices.length === 0 && <p class="notice">{words.nothing}</p>}
    </div>
  );
}

function useDiscovery(id: string | undefined) {
  const key = id && `discovery ${id}`;
  const load = (signal: AbortSignal) => api.getDiscovery({ id: id ?? '' }, { signal });
  const once = useQuery(key, load);
  const polled = useQuery(once.data?.isFinished === false ? key : undefined, load, { everyMs: 700 });
  return polled.data ? polled : once;
}

interface NamedHostProps {
  readonly host: string;
  readonly ports: readonly AskedPort[];
}

/** The address that was named and answered no probe: which ports were tried, and what each said. */
function NamedHost({ host, ports }: NamedHostProps) {
  const { discovery: words } = useMessages();
  return (
    <section class="panel stack" aria-labelledby="named-host">
      <h2 id="named-host">{words.tried(host)}</h2>
      <AskedPorts ports={ports} />
      <p class="hint">{words.triedHint}</p>
    </section>
  );
}

interface ProgressProps {
  /** Absent until it is known how far the search is. */
  readonly discovery: DiscoveryResults | undefined;
  readonly isRunning: boolean;
}

function Progress({ discovery, isRunning }: ProgressProps) {
  const { discovery: words, common } = useMessages();
  const count = discovery?.devices.length ?? 0;
  const running = discovery ? words.running(count) : common.loading;
  return (
    <span role="status" class="row">
      {isRunning && <progress aria-label={running} />}
      {isRunning ? running : discovery && words.finished(count)}
    </span>
  );
}
