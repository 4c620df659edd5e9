import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersBytes, bytes, type Call, type Route } from '../route.ts';

const exposition = 'text/plain; version=0.0.4; charset=utf-8';

export const metricsRoutes = ({ telemetry, settings }: Pick<ApiDeps, 'telemetry' | 'settings'>): Route[] => [
  {
    method: 'get',
    path: '/metrics',
    operation: 'getMetrics',
    allow: 'anyone',
    summary: 'Prometheus metrics; from loopback, or with the metrics token as bearer.',
    answers: answersBytes(exposition),
    handle: async (call) => {
      refuseStranger(call, settings);
      return bytes(exposition, Buffer.from((await telemetry.expose()).text));
    },
  },
];

/** Behind a proxy everybody may come from loopback, so there only the token counts. */
function refuseStranger({ address, bearer }: Call, settings: ApiDeps['settings']): void {
  const { metricsToken, trustedProxies } = settings;
  if (metricsToken !== undefined && bearer !== undefined && isSame(metricsToken, bearer)) return;
  if (!trustedProxies && isLoopback(address)) return;
  throw new AppError(
    'forbidden',
    'metrics-refused',
    'Metrics need a call from this host, or the metrics token.',
  );
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b));

const isLoopback = (address: string): boolean => /^(?:::ffff:)?127\.|^::1$/.test(address);
