import type { User } from '../../access/index.ts';
import { canonicalJson, formatInstant, instantOf, messageOf } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import {
  type ClockStatus,
  forecast,
  type PolicyInForce,
  parsePolicy,
  type Receipt,
  type RetentionPolicy,
} from '../../retention/index.ts';
import type { ApiDeps } from '../api-deps.ts';
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

export const retentionRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/retention',
    allow: 'see-retention',
    operation: 'getRetention',
    summary: 'The retention policy in force, and whether expiry believes the clock.',
    answers: answersJson(retention),
    handle: async ({ user }) => json(await retentionJson(deps, user)),
  },
  {
    method: 'put',
    path: '/api/retention',
    allow: 'manage-retention',
    operation: 'setRetentionPolicy',
    summary: 'Sets the retention policy; it is planned at once.',
    body: newRetentionPolicy,
    answers: answersJson(retention),
    handle: (call) => setPolicy(deps, call),
  },
  {
    method: 'get',
    path: '/api/retention/forecast',
    allow: 'see-retention',
    operation: 'getRetentionForecast',
    summary: 'What the policy comes to: days to full, what fits, conflicts with the disk.',
    answers: answersJson(forecastAnswer),
    handle: async () => {
      const inForce = await deps.policies.inForce(deps.settings.site);
      return json(await forecastOf(deps, inForce?.policy));
    },
  },
  {
    method: 'post',
    path: '/api/retention/forecast',
    allow: 'manage-retention',
    operation: 'forecastRetentionPolicy',
    summary: 'What a policy would come to, before it is set.',
    body: newRetentionPolicy,
    answers: answersJson(forecastAnswer),
    handle: async ({ body }) => json(await forecastOf(deps, parsePolicy(body))),
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
    summary: 'Says that the server clock is right, after expiry has refused to believe it.',
    answers: answersJson(retention),
    handle: (call) => confirmClock(deps, call),
  },
];

async function setPolicy(deps: ApiDeps, { user, body }: UserCall): Promise<Reply> {
  const policy = parsePolicy(body);
  const detail = { policy: canonicalJson(policy) };
  const event = custodyEvent({ user, nowMs: deps.clock.nowMs() }, 'retention-policy-set', { detail });
  await deps.policies.set(deps.settings.site, policy, event);
  await planSoon(deps);
  return json(await retentionJson(deps, user));
}

async function confirmClock(deps: ApiDeps, { user }: UserCall): Promise<Reply> {
  const nowMs = deps.clock.nowMs();
  const detail = { now: formatInstant(nowMs) };
  const event = custodyEvent({ user, nowMs }, 'clock-confirmed', { detail });
  await deps.expiryClock.confirm(deps.settings.site, event);
  await planSoon(deps);
  return json(await retentionJson(deps, user));
}

/** Redis may be away: the schedule plans again within ten minutes. */
async function planSoon({ jobs, log, settings }: ApiDeps): Promise<void> {
  try {
    await jobs.add('plan-expiry', { siteId: settings.site });
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'the plan of expiry was not queued');
  }
}

async function retentionJson(deps: ApiDeps, user: User): Promise<RetentionJson> {
  const { policies, expiryClock, clock, settings } = deps;
  const [inForce, status, people] = await Promise.all([
    policies.inForce(settings.site),
    expiryClock.status(settings.site),
    peopleFor(user, deps),
  ]);
  return { now: formatInstant(clock.nowMs()), ...policyJson(inForce, people), clock: clockJson(status) };
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

async function forecastOf({ usage, room, clock, settings }: ApiDeps, policy: RetentionPolicy | undefined) {
  const [measured, found] = await Promise.all([usage.measure(settings.site, clock.nowMs()), room()]);
  return forecast({ ...measured, ...(found && { room: found }) }, policy);
}

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
  sizeBytes: receipt.sizeBytes,
  keysSha256: receipt.keysSha256,
});
