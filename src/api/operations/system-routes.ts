import { mailState } from '../../access/index.ts';
import { formatInstant } from '../../core/index.ts';
import {
  type Heartbeat,
  type Lack,
  notKnown,
  type Standing,
  standingOf,
  type Trouble,
} from '../../operations/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Reply, type Route } from '../route.ts';
import { headLeftJson } from './head-left.ts';
import { systemState, type WorkerJson } from './system-schemas.ts';
import { wardStateJson } from './ward-state.ts';

type SystemDeps = Pick<
  ApiDeps,
  | 'ward'
  | 'needs'
  | 'lesserNeeds'
  | 'heartbeats'
  | 'troubles'
  | 'departures'
  | 'users'
  | 'outbox'
  | 'clock'
  | 'log'
  | 'settings'
>;

export const systemRoutes = (deps: SystemDeps): Route[] => [
  {
    method: 'get',
    path: '/api/system',
    allow: 'see-system',
    operation: 'getSystemState',
    summary: 'The ward and its sites, what the service needs, met or not, and the workers that are alive.',
    answers: answersJson(systemState),
    handle: () => state(deps),
  },
];

async function state(deps: SystemDeps): Promise<Reply> {
  const { needs, lesserNeeds, heartbeats, troubles, clock, log, settings } = deps;
  const [ward, essential, lesser, workers, open, mail, left] = await Promise.all([
    deps.ward.read(),
    standingOf(needs, log),
    standingOf(lesserNeeds, log, notKnown),
    heartbeats.alive(),
    troubles.open(settings.site),
    mailState({ ...deps, hasServer: settings.hasMailServer }),
    headLeftJson(deps),
  ]);
  const needJson = needJsonOf(open, settings.site);
  return json({
    askedAt: formatInstant(clock.nowMs()),
    ...(ward && { ward: wardStateJson(ward, { needs: lesser, workers, own: settings.site }) }),
    needs: [...essential.map(needJson(true)), ...lesser.map(needJson(false))],
    workers: workers.map(workerJson),
    mail,
    ...left,
  });
}

const needJsonOf =
  (open: readonly Trouble[], own: string) =>
  (isEssential: boolean) =>
  ({ name, lacks }: Standing) => {
    const since = (lack: Lack): { since?: string } => {
      const { code, site = own } = lack;
      const known = open.find((each) => each.need === name && each.lack.code === code && each.site === site);
      return known ? { since: formatInstant(known.sinceMs) } : {};
    };
    return { name, isEssential, lacks: lacks.map((lack) => ({ ...lack, ...since(lack) })) };
  };

const workerJson = ({ jobs: _, signer: __, roles, ...told }: Heartbeat): WorkerJson => ({
  ...told,
  roles: [...roles],
});
