import type { EmergencyTools, RangeBounds } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { type QueueDeps, queueSoon } from '../queued.ts';

export type RequestDeps = QueueDeps & Pick<ApiDeps, 'requests' | 'checkedRequests' | 'stations' | 'footage'>;

/** Repositories and limits for filing and judging requests. */
export const requestTools = (deps: RequestDeps): EmergencyTools => ({
  requests: deps.requests,
  checkedRequests: deps.checkedRequests,
  stations: deps.stations,
  footage: deps.footage,
  log: deps.log,
  maxHeldBytes: deps.settings.unapprovedMostBytes,
  emergencyLimits: deps.settings.emergencyLimits,
  tellSoon: () => queueSoon(deps, 'send-notifications', { siteId: deps.settings.site }),
});

/** How far a request reaches at most. */
export const boundsOf = ({ settings, clock }: Pick<ApiDeps, 'settings' | 'clock'>): RangeBounds => ({
  maxMs: settings.requestMaxMs,
  nowMs: clock.nowMs(),
  timeZone: settings.timeZone,
});
