import { missingOf, type Need } from '../../operations/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Route } from '../route.ts';
import { health, readiness } from './operations-schemas.ts';

export const healthRoutes = (deps: ApiDeps): Route[] => [
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
    summary:
      'Whether all is there that the service needs, 503 with what is missing; and what it does only in part.',
    answers: answersJson(readiness, 200, 503),
    handle: async () => {
      const [missing, degraded] = await Promise.all([
        missingOf(deps.needs, deps.log),
        missingOf([expiryNeed(deps), ...deps.lesserNeeds], deps.log),
      ]);
      return json({ ready: missing.length === 0, missing, degraded }, missing.length === 0 ? 200 : 503);
    },
  },
];

/** A deletion that began is over in minutes. */
const overdueMs = 3_600_000;

/** Nothing expires under a doubtful clock, until somebody mends or confirms it; all else goes on. */
const expiryNeed = ({ expiryClock, receipts, clock, settings }: ApiDeps): Need => ({
  name: 'expiry',
  check: async () => {
    const verdict = (await expiryClock.status(settings.site))?.verdict;
    if (verdict?.isTrusted === false) return verdict.message;
    const overdue = await receipts.overdue(settings.site, clock.nowMs() - overdueMs);
    return overdue === 0
      ? undefined
      : `deletions that began more than an hour ago and have not ended: ${overdue}`;
  },
});
