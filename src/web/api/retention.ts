import { http, ifServed } from './client.ts';

/** The retention policy as `GET /api/retention` answers it; without one nothing expires. */
export interface Retention {
  readonly policy?: RetentionPolicy;
  readonly clock: { readonly isTrusted: boolean; readonly message?: string };
}

export interface RetentionPolicy {
  readonly days: number;
  readonly minimumDays: number;
  readonly quotaBytes?: number;
  readonly neighbourhoods?: readonly { readonly neighbourhoodId: string; readonly days: number }[];
  readonly cameras?: readonly { readonly cameraId: string; readonly days: number }[];
  readonly requireClockSync?: boolean;
}

export type Conflict =
  | 'no-policy'
  | 'disk-too-small'
  | 'quota-above-disk'
  | 'quota-shortens'
  | 'quota-below-minimum';

export interface Forecast {
  readonly storedBytes: number;
  readonly heldBytes: number;
  readonly bytesPerDay: number;
  readonly neededBytes?: number;
  readonly capacityBytes?: number;
  readonly daysToFull?: number;
  readonly daysThatFit?: number;
  /** Past its time: what goes first. */
  readonly pastBytes: number;
  readonly conflicts: readonly Conflict[];
}

const path = '/api/retention';

/** `undefined` where the service has no retention. */
export const retention = (signal: AbortSignal): Promise<Retention | undefined> =>
  ifServed({ method: 'GET', path, signal });

export const setPolicy = (body: RetentionPolicy): Promise<Retention> =>
  http.json({ method: 'PUT', path, body });

/** What a policy would come to, before it is set. */
export const forecast = (body: RetentionPolicy, signal: AbortSignal): Promise<Forecast> =>
  http.json({ method: 'POST', path: `${path}/forecast`, body, signal });
