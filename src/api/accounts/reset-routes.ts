import { stopHostReset } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import {
  answersJson,
  answersNothing,
  json,
  nothing,
  type Reply,
  type Route,
  type UserCall,
} from '../route.ts';
import { peopleFor } from '../terms/person.ts';
import { resetJson } from './account-json.ts';
import { resetList } from './link-schemas.ts';

type ResetDeps = Pick<ApiDeps, 'resets' | 'users' | 'custodyEvents' | 'clock'>;

/** Resets that were ordered on the host: each person who is notified can stop one. */
export const resetRoutes = (deps: ResetDeps): Route[] => [
  {
    method: 'get',
    path: '/api/resets',
    allow: 'stop-resets',
    operation: 'listResets',
    summary: 'Resets of accounts that were ordered on the host and not used yet.',
    answers: answersJson(resetList),
    handle: (call) => list(deps, call),
  },
  {
    method: 'delete',
    path: '/api/resets/:id',
    allow: 'stop-resets',
    operation: 'stopReset',
    summary: 'Stops a reset that was ordered on the host: its link never works.',
    answers: answersNothing,
    handle: async (call) => {
      await stopHostReset(deps.resets, actorOf(deps, call), call.params.id);
      return nothing;
    },
  },
];

async function list(deps: ResetDeps, { user }: UserCall): Promise<Reply> {
  const [pending, people] = await Promise.all([
    deps.resets.pending(deps.clock.nowMs()),
    peopleFor(user, deps),
  ]);
  return json({ resets: pending.map((reset) => resetJson(reset, people)) });
}
