import { z } from 'zod';
import { type Need, unmetNeeds } from '../../operations/index.ts';
import type { ExpiryStop } from '../../retention/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Route } from '../route.ts';

/** Says nothing of what the process needs. */
const health = z.strictObject({ status: z.literal('ok') });

const lack = z.strictObject({ name: z.string(), reason: z.string() });

const readiness = z
  .strictObject({
    ready: z.boolean(),
    missing: z.array(lack),
    degraded: z.array(lack).meta({ description: 'ready, but needs attention' }),
  })
  .meta({ id: 'Readiness' });

type HealthDeps = Pick<
  ApiDeps,
  'needs' | 'lesserNeeds' | 'expiryClock' | 'receipts' | 'clock' | 'log' | 'settings'
>;

export const healthRoutes = (deps: HealthDeps): Route[] => [
  {
    method: 'get',
    path: '/healthz',
    operation: 'getHealth',
    allow: 'anyone',
    summary: 'Whether this process answers.',
    answers: answersJson(health),
    handle: async () => json({ status: 'ok' }),
  },
  {
    method: 'get',
    path: '/readyz',
    operation: 'getReadiness',
    allow: 'anyone',
    summary: 'Whether the service is ready; 503 with what is missing. Also lists what is degraded.',
    answers: answersJson(readiness, 200, 503),
    handle: async () => {
      const [missing, degraded] = await Promise.all([
        unmetNeeds(deps.needs, deps.log),
        unmetNeeds([expiryNeed(deps), ...deps.lesserNeeds], deps.log),
      ]);
      return json({ ready: missing.length === 0, missing, degraded }, missing.length === 0 ? 200 : 503);
    },
  },
];

/** A deletion that began is over in minutes. */
const overdueMs = 3_600_000;

const stopReason = ({ missing, expected }: ExpiryStop): string =>
  `${missing} of ${expected} objects that expire are not in the store`;

/** Nothing expires under a doubtful clock, until somebody mends or confirms it; all else goes on. */
const expiryNeed = ({ expiryClock, receipts, clock, settings }: HealthDeps): Need => ({
  name: 'expiry',
  check: async () => {
    const verdict = (await expiryClock.status(settings.site))?.verdict;
    if (verdict?.isTrusted === false) return verdict.message;
    const stop = await receipts.stopped(settings.site);
    if (stop) return stopReason(stop);
    const overdue = await receipts.overdue(settings.site, clock.nowMs() - overdueMs);
    return overdue === 0
      ? undefined
      : `deletions that began more than an hour ago and have not ended: ${overdue}`;
  },
});
