import type { User } from '../../access/index.ts';
import { formatInstant, instantOf } from '../../core/index.ts';
import {
  type ClockStatus,
  confirmClock,
  type ExpiryStop,
  forecastSite,
  type PolicyInForce,
  parsePolicy,
  type Receipt,
  setPolicy,
} from '../../retention/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { type QueueDeps, queueSoon } from '../queued.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { type People, peopleFor } from '../terms/person.ts';
import { rangeJson } from '../terms/time.ts';
import {
  forecastAnswer,
  newRetentionPolicy,
  type ReceiptJson,
  type RetentionJson,
  receiptList,
  receiptQuery,
  retention,
} from './retention-schemas.ts';

const receiptsPerPage = 100;

type RetentionDeps = QueueDeps &
  Pick<
    ApiDeps,
    | 'policies'
    | 'expiryClock'
    | 'receipts'
    | 'usage'
    | 'measureFreeSpace'
    | 'users'
    | 'custodyEvents'
    | 'clock'
  >;

export const retentionRoutes = (deps: RetentionDeps): Route[] => [
  {
    method: 'get',
    path: '/api/retention',
    allow: 'see-retention',
    operation: 'getRetention',
    summary: 'The retention policy in force, and whether expiry trusts the clock.',
    answers: answersJson(retention),
    handle: async ({ user }) => json(await retentionJson(deps, user)),
  },
  {
    method: 'put',
    path: '/api/retention',
    allow: 'manage-retention',
    operation: 'setRetentionPolicy',
    summary: 'Sets the retention policy and plans expiry at once.',
    body: newRetentionPolicy,
    answers: answersJson(retention),
    handle: (call) => set(deps, call),
  },
  {
    method: 'get',
    path: '/api/retention/forecast',
    allow: 'see-retention',
    operation: 'getRetentionForecast',
    summary: 'Forecast of the policy: days to full, days that fit, conflicts with the disk.',
    answers: answersJson(forecastAnswer),
    handle: async () => {
      const inForce = await deps.policies.inForce(deps.settings.site);
      return json(await forecastSite(deps, deps.settings.site, inForce?.policy));
    },
  },
  {
    method: 'post',
    path: '/api/retention/forecast',
    allow: 'manage-retention',
    operation: 'forecastRetentionPolicy',
    summary: 'Forecast of a policy before it is set.',
    body: newRetentionPolicy,
    answers: answersJson(forecastAnswer),
    handle: async ({ body }) => json(await forecastSite(deps, deps.settings.site, parsePolicy(body))),
  },
  {
    method: 'get',
    path: '/api/retention/receipts',
    allow: 'see-retention',
    operation: 'listDeletionReceipts',
    summary: 'Receipts of what was deleted, newest first, a hundred at most.',
    query: receiptQuery,
    answers: answersJson(receiptList),
    handle: async ({ query: { before } }) => {
      const beforeMs = before === undefined ? Number.MAX_SAFE_INTEGER : instantOf(before, 'before');
      const receipts = await deps.receipts.list(deps.settings.site, beforeMs, receiptsPerPage);
      return json({ receipts: receipts.map(receiptJson) });
    },
  },
  {
    method: 'post',
    path: '/api/retention/clock',
    allow: 'manage-retention',
    operation: 'confirmClock',
    summary: 'Confirms that the server clock is right, after expiry refused to trust it.',
    answers: answersJson(retention),
    handle: (call) => confirm(deps, call),
  },
];

async function set(deps: RetentionDeps, call: UserCall): Promise<Reply> {
  await setPolicy(deps.policies, actorOf(deps, call), deps.settings.site, parsePolicy(call.body));
  await planSoon(deps);
  return json(await retentionJson(deps, call.user));
}

async function confirm(deps: RetentionDeps, call: UserCall): Promise<Reply> {
  await confirmClock(deps.expiryClock, actorOf(deps, call), deps.settings.site);
  await planSoon(deps);
  return json(await retentionJson(deps, call.user));
}

const planSoon = (deps: RetentionDeps): Promise<void> =>
  queueSoon(deps, 'plan-expiry', { siteId: deps.settings.site });

async function retentionJson(deps: RetentionDeps, user: User): Promise<RetentionJson> {
  const { policies, expiryClock, receipts, clock, settings } = deps;
  const [inForce, status, stop, people] = await Promise.all([
    policies.inForce(settings.site),
    expiryClock.status(settings.site),
    receipts.stopped(settings.site),
    peopleFor(user, deps),
  ]);
  return {
    now: formatInstant(clock.nowMs()),
    ...policyJson(inForce, people),
    clock: clockJson(status),
    ...(stop && { stopped: stopJson(stop) }),
  };
}

const policyJson = (inForce: PolicyInForce | undefined, people: People) =>
  inForce && {
    policy: { ...inForce.policy },
    setAt: formatInstant(inForce.setAtMs),
    setBy: people(inForce.setById),
  };

/** Until a worker has looked, nothing speaks against the clock. */
function clockJson(status: ClockStatus | undefined): RetentionJson['clock'] {
  return status ? { judgedAt: formatInstant(status.judgedAtMs), ...status.verdict } : { isTrusted: true };
}

const stopJson = ({ atMs, missing, expected }: ExpiryStop) => ({
  at: formatInstant(atMs),
  missing,
  expected,
});

const receiptJson = (receipt: Receipt): ReceiptJson => ({
  id: receipt.id,
  cause: receipt.cause,
  markedAt: formatInstant(receipt.markedAtMs),
  begunAt: formatInstant(receipt.begunAtMs),
  forgottenAt: formatInstant(receipt.forgottenAtMs),
  ...rangeJson(receipt),
  cameras: receipt.cameras,
  segments: receipt.segments,
  objects: receipt.objects,
  ...(receipt.tally && { tally: receipt.tally }),
  sizeBytes: receipt.sizeBytes,
  keysSha256: receipt.keysSha256,
});
