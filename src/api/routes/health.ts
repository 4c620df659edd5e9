import { z } from 'zod';
import { answersJson, json, type Route } from '../route.ts';

const health = z.strictObject({ status: z.literal('ok') });

/** Whether this process answers; says nothing of what it needs. */
export const healthRoutes = (): Route[] => [
  {
    method: 'get',
    path: '/healthz',
    allow: 'anyone',
    operation: 'getHealth',
    summary: 'Whether this process answers.',
    answers: answersJson(health),
    handle: async () => json({ status: 'ok' }),
  },
];
