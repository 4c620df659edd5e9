import { json, type Route } from '../route.ts';

/** Whether this process answers; says nothing of what it needs. */
export const healthRoutes = (): Route[] => [
  {
    method: 'get',
    path: '/healthz',
    allow: 'anyone',
    summary: 'Whether this process answers.',
    handle: async () => json({ status: 'ok' }),
  },
];
