import { missingOf } from '../../operations/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Route } from '../route.ts';
import { health, readiness } from '../schemas/operations.ts';

export const healthRoutes = ({ needs }: ApiDeps): Route[] => [
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
    summary: 'Whether all is there that the service needs; 503 with what is missing.',
    answers: answersJson(readiness, 200, 503),
    handle: async () => {
      const missing = await missingOf(needs);
      return json({ ready: missing.length === 0, missing }, missing.length === 0 ? 200 : 503);
    },
  },
];
