import { z } from 'zod';
import { notKnown, type UnmetNeed, unmetNeeds } from '../../operations/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Route } from '../route.ts';
import { headLeft, headLeftJson } from './head-left.ts';

/** Says nothing of what the process needs. */
const health = z.strictObject({ status: z.literal('ok') });

const lack = z.strictObject({ name: z.string(), reason: z.string() });

const readiness = z
  .strictObject({
    ready: z.boolean(),
    missing: z.array(lack),
    degraded: z.array(lack).meta({ description: 'ready, but needs attention' }),
    headLeft: headLeft.optional(),
  })
  .meta({ id: 'Readiness' });

type HealthDeps = Pick<ApiDeps, 'needs' | 'lesserNeeds' | 'departures' | 'clock' | 'log'>;

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
      const [missing, degraded, left] = await Promise.all([
        unmetNeeds(deps.needs, deps.log),
        unmetNeeds(deps.lesserNeeds, deps.log, notKnown),
        headLeftJson(deps),
      ]);
      const isReady = missing.length === 0;
      const told = {
        ready: isReady,
        missing: missing.map(lackJson),
        degraded: degraded.map(lackJson),
        ...left,
      };
      return json(told, isReady ? 200 : 503);
    },
  },
];

const lackJson = ({ name, reason }: UnmetNeed) => ({ name, reason });
