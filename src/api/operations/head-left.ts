import { z } from 'zod';
import { formatInstant, settlesWithin } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';

export const headLeft = z
  .strictObject({ at: z.string(), secondsAgo: z.number().int().nonnegative(), way: z.string() })
  .meta({ description: 'when a checkpoint of the evidence log last left this service; absent: not yet' });

const withinMs = 2_000;

/** Nothing while the catalogue does not tell. */
export async function headLeftJson({
  departures,
  clock,
}: Pick<ApiDeps, 'departures' | 'clock'>): Promise<{ headLeft?: z.input<typeof headLeft> }> {
  const asked = departures.newest().catch(() => []);
  const [newest] = (await settlesWithin(asked, withinMs)) ? await asked : [];
  if (!newest) return {};
  const { leftAtMs, way } = newest;
  const secondsAgo = Math.max(0, Math.round((clock.nowMs() - leftAtMs) / 1000));
  return { headLeft: { at: formatInstant(leftAtMs), secondsAgo, way } };
}
