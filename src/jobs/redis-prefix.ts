import type { WardId } from '../core/index.ts';

/** Begins every key of a ward in Redis: several wards may share one, with sites and nodes of equal names. */
export const redisPrefix = (ward: WardId): string => `minhchung:${ward}`;
