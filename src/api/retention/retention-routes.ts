import type { z } from 'zod';
import type { User } from '../../access/index.ts';
import { formatInstant, instantOf, type SiteId } from '../../core/index.ts';
import {
  confirmClock,
  type ExpiryStop,
  forecastWard,
  foreseeShortening,
  type PolicyVersion,
  parsePolicy,
  type Receipt,
  type SiteClock,
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
import { sitesOf } from '../ward-sites.ts';
import {
  clockQuery,
  forecastAnswer,
  newRetentionPolicy,
  newStop,
  policyForecast,
  type ReceiptJson,
  type RetentionJson,
  receiptList,
  receiptQuery,
  retention,
  shorteningList,
} from './retention-schemas.ts';
import { footageCountJson, type ShorteningDeps, shorteningsJson } from './shortening-json.ts';

const receiptsPerPage = 100;

type RetentionDeps = QueueDeps &
  ShorteningDeps &
  Pick<ApiDeps, 'receipts' | 'usage' | 'measureFreeSpace' | 'ward'>;

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
      return json(await forecastWard(toolsOf(deps), last?.policy));
    },
  },
  {
    method: 'post',
    path: '/api/retention/forecast',
    allow: 'manage-retention',
    operation: 'forecastRetentionPolicy',
    summary: 'Forecast of a policy before it is set, and what it would shorten.',
    body: newRetentionPolicy,
    answers: answersJson(policyForecast),
    handle: async ({ body }) => json(await policyForecastJson(deps, body)),
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
      const receipts = await deps.receipts.list(beforeMs, receiptsPerPage);
      return json({ receipts: receipts.map(receiptJson) });
    },
  },
  {
    method: 'post',
    path: '/api/retention/clock',
    allow: 'manage-retention',
    operation: 'confirmClock',
    summary: 'Confirms that the clock of a site is right, after expiry refused it; counts after a delay.',
    query: clockQuery,
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

async function policyForecastJson(
  deps: RetentionDeps,
  body: unknown,
): Promise<z.input<typeof policyForecast>> {
  const policy = parsePolicy(body, deps.settings.retention.floorMs);
  const tools = toolsOf(deps);
  const [forecast, shortening] = await Promise.all([
    forecastWard(tools, policy),
    foreseeShortening(tools, policy, deps.clock.nowMs()),
  ]);
  return {
    ...forecast,
    ...(shortening && {
      shortening: {
        countsFrom: formatInstant(shortening.countsFromMs),
        footage: footageCountJson(shortening.count),
      },
    }),
  };
}

async function set(deps: RetentionDeps, call: UserCall): Promise<Reply> {
  const policy = parsePolicy(call.body, deps.settings.retention.floorMs);
  await setPolicy(toolsOf(deps), actorOf(deps, call), policy);
  await tellSoon(deps);
  return json(await retentionJson(deps, call.user));
}

async function confirm(deps: RetentionDeps, call: UserCall): Promise<Reply> {
  const site = (call.query.site ?? deps.settings.site) as SiteId;
  await confirmClock(toolsOf(deps), actorOf(deps, call), site);
  await tellSoon(deps);
  return json(await retentionJson(deps, call.user));
}

async function stop(deps: RetentionDeps, call: UserCall): Promise<Reply> {
  const { of } = parsedBody(newStop, call.body);
  const cause = call.user.role === 'admin' ? 'withdrawn' : 'stopped';
  await stopShortening(toolsOf(deps), actorOf(deps, call), { of, cause });
  return json({ waiting: await shorteningsJson(deps, await peopleFor(call.user, deps)) });
}

const toolsOf = (deps: RetentionDeps) => ({
  ...deps,
  terms: deps.settings.retention,
  letters: deps.settings,
});

/** Custodians know at once, and what is lengthened counts at once, at every site. */
async function tellSoon(deps: RetentionDeps): Promise<void> {
  await queueSoon(deps, 'send-notifications', { siteId: deps.settings.site });
  for (const siteId of await sitesOf(deps)) await queueSoon(deps, 'plan-expiry', { siteId });
}

const lastVersion = async ({ policies, clock }: RetentionDeps): Promise<PolicyVersion | undefined> =>
  (await policies.history(clock.nowMs())).at(-1);

async function retentionJson(deps: RetentionDeps, user: User): Promise<RetentionJson> {
  const { expiryClock, receipts, clock, settings } = deps;
  const people = await peopleFor(user, deps);
  const [last, clocks, stopped, waiting] = await Promise.all([
    lastVersion(deps),
    expiryClock.all(),
    receipts.stopped(),
    shorteningsJson(deps, people),
  ]);
  return {
    now: formatInstant(clock.nowMs()),
    floorSeconds: settings.retention.floorMs / 1_000,
    delaySeconds: settings.retention.delayMs / 1_000,
    ...(last && versionJson(last, people)),
    waiting,
    clock: clockJson(clocks, settings.site),
    ...(stopped && { stopped: stopJson(stopped) }),
  };
}

const versionJson = ({ policy, cause, setAtMs, setById }: PolicyVersion, people: People) => ({
  ...(policy && { policy: { ...policy } }),
  cause,
  setAt: formatInstant(setAtMs),
  ...(setById !== undefined && { setBy: people(setById) }),
});

/** One that nobody has confirmed, else one in doubt, else our own. Until a worker has looked, nothing speaks against it. */
function clockJson(clocks: readonly SiteClock[], own: SiteId): RetentionJson['clock'] {
  const doubted = clocks.filter(({ verdict }) => !verdict.isTrusted);
  const unanswered = doubted.find(({ confirmation }) => confirmation === undefined);
  const shown = unanswered ?? doubted[0] ?? clocks.find(({ siteId }) => siteId === own);
  if (!shown) return { isTrusted: true };
  return { site: shown.siteId, judgedAt: formatInstant(shown.judgedAtMs), ...shown.verdict };
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
