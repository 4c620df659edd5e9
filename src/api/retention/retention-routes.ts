import type { User } from '../../access/index.ts';
import { formatInstant, instantOf } from '../../core/index.ts';
import {
  type ClockStatus,
  confirmClock,
  type ExpiryStop,
  forecastSite,
  type PolicyVersion,
  parsePolicy,
  type Receipt,
  setPolicy,
  stopShortening,
} from '../../retention/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { actorOf } from '../caller.ts';
import { parsedBody } from '../http/body.ts';
import { type QueueDeps, queueSoon } from '../queued.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { type People, peopleFor } from '../terms/person.ts';
import { rangeJson } from '../terms/time.ts';
import {
  forecastAnswer,
  newRetentionPolicy,
  newStop,
  type ReceiptJson,
  type RetentionJson,
  receiptList,
  receiptQuery,
  retention,
  shorteningList,
} from './retention-schemas.ts';
import { type ShorteningDeps, shorteningsJson } from './shortening-json.ts';

const receiptsPerPage = 100;

type RetentionDeps = QueueDeps & ShorteningDeps & Pick<ApiDeps, 'receipts' | 'usage' | 'measureFreeSpace'>;

export const retentionRoutes = (deps: RetentionDeps): Route[] => [
  {
    method: 'get',
    path: '/api/retention',
    allow: 'see-retention',
    operation: 'getRetention',
    summary: 'The retention policy, what waits to shorten it, and whether expiry trusts the clock.',
    answers: answersJson(retention),
    handle: async ({ user }) => json(await retentionJson(deps, user)),
  },
  {
    method: 'put',
    path: '/api/retention',
    allow: 'manage-retention',
    operation: 'setRetentionPolicy',
    summary: 'Sets the retention policy: what it lengthens counts at once, what it shortens after a delay.',
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
      const last = await lastVersion(deps);
      return json(await forecastSite(toolsOf(deps), deps.settings.site, last?.policy));
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
    handle: async ({ body }) => {
      const { site, retention: terms } = deps.settings;
      return json(await forecastSite(toolsOf(deps), site, parsePolicy(body, terms.floorMs)));
    },
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
    summary: 'Confirms that the server clock is right, after expiry refused it; counts after a delay.',
    answers: answersJson(retention),
    handle: (call) => confirm(deps, call),
  },
  {
    method: 'post',
    path: '/api/retention/stop',
    allow: 'stop-shortening',
    operation: 'stopShortening',
    summary: 'Stops what waits to make footage expire sooner; by an admin it is withdrawn.',
    body: newStop,
    answers: answersJson(shorteningList),
    handle: (call) => stop(deps, call),
  },
];

async function set(deps: RetentionDeps, call: UserCall): Promise<Reply> {
  const { site, retention: terms } = deps.settings;
  await setPolicy(toolsOf(deps), actorOf(deps, call), site, parsePolicy(call.body, terms.floorMs));
  await tellSoon(deps);
  return json(await retentionJson(deps, call.user));
}

async function confirm(deps: RetentionDeps, call: UserCall): Promise<Reply> {
  await confirmClock(toolsOf(deps), actorOf(deps, call), deps.settings.site);
  await tellSoon(deps);
  return json(await retentionJson(deps, call.user));
}

async function stop(deps: RetentionDeps, call: UserCall): Promise<Reply> {
  const { of } = parsedBody(newStop, call.body);
  const cause = call.user.role === 'admin' ? 'withdrawn' : 'stopped';
  await stopShortening(toolsOf(deps), actorOf(deps, call), deps.settings.site, { of, cause });
  return json({ waiting: await shorteningsJson(deps, await peopleFor(call.user, deps)) });
}

const toolsOf = (deps: RetentionDeps) => ({
  ...deps,
  terms: deps.settings.retention,
  letters: deps.settings,
});

/** Custodians know at once, and what is lengthened counts at once. */
async function tellSoon(deps: RetentionDeps): Promise<void> {
  const { site: siteId } = deps.settings;
  await queueSoon(deps, 'send-notifications', { siteId });
  await queueSoon(deps, 'plan-expiry', { siteId });
}

const lastVersion = async ({
  policies,
  clock,
  settings,
}: RetentionDeps): Promise<PolicyVersion | undefined> =>
  (await policies.history(settings.site, clock.nowMs())).at(-1);

async function retentionJson(deps: RetentionDeps, user: User): Promise<RetentionJson> {
  const { expiryClock, receipts, clock, settings } = deps;
  const people = await peopleFor(user, deps);
  const [last, status, stopped, waiting] = await Promise.all([
    lastVersion(deps),
    expiryClock.status(settings.site),
    receipts.stopped(settings.site),
    shorteningsJson(deps, people),
  ]);
  return {
    now: formatInstant(clock.nowMs()),
    floorSeconds: settings.retention.floorMs / 1_000,
    delaySeconds: settings.retention.delayMs / 1_000,
    ...(last && versionJson(last, people)),
    waiting,
    clock: clockJson(status),
    ...(stopped && { stopped: stopJson(stopped) }),
  };
}

const versionJson = ({ policy, cause, setAtMs, setById }: PolicyVersion, people: People) => ({
  ...(policy && { policy: { ...policy } }),
  cause,
  setAt: formatInstant(setAtMs),
  setBy: people(setById),
});

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
