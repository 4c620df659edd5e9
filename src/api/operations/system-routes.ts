import { formatInstant } from '../../core/index.ts';
import { type Heartbeat, notKnown, type Standing, standingOf } from '../../operations/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Reply, type Route } from '../route.ts';
import { systemState, type WorkerJson } from './system-schemas.ts';

type SystemDeps = Pick<ApiDeps, 'needs' | 'lesserNeeds' | 'heartbeats' | 'clock' | 'log'>;

export const systemRoutes = (deps: SystemDeps): Route[] => [
  {
    method: 'get',
    path: '/api/system',
    allow: 'see-system',
    operation: 'getSystemState',
    summary: 'Everything that the service needs, met or not, and the workers that are alive.',
    answers: answersJson(systemState),
    handle: () => state(deps),
  },
];

async function state(deps: SystemDeps): Promise<Reply> {
  const { needs, lesserNeeds, heartbeats, clock, log } = deps;
  const [essential, lesser, workers] = await Promise.all([
    standingOf(needs, log),
    standingOf(lesserNeeds, log, notKnown),
    heartbeats.alive(),
  ]);
  return json({
    askedAt: formatInstant(clock.nowMs()),
    needs: [...essential.map(needJson(true)), ...lesser.map(needJson(false))],
    workers: workers.map(workerJson),
  });
}

const needJson =
  (isEssential: boolean) =>
  ({ name, lacks }: Standing) => ({ name, isEssential, lacks });

const workerJson = ({ jobs: _, roles, ...told }: Heartbeat): WorkerJson => ({ ...told, roles: [...roles] });
