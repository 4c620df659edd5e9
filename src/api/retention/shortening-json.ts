import { z } from 'zod';
import { formatInstant, hourMs } from '../../core/index.ts';
import { type FootageCount, type WaitingShortening, waitingShortenings } from '../../retention/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { type People, person } from '../terms/person.ts';
import { instant } from '../terms/time.ts';

export const shorteningKind = z.enum(['policy', 'clock']);

const footageCount = z.strictObject({
  segments: z.number(),
  cameras: z.number(),
  hours: z.number(),
  sizeBytes: z.number(),
});

/** What a policy would make expire sooner, if it were set now. */
export const foreseenShortening = z
  .strictObject({
    countsFrom: instant,
    footage: footageCount.meta({ description: 'what would expire then, in the numbers that custodians get' }),
  })
  .meta({ id: 'ForeseenShortening' });

/** Something that will make footage expire sooner. */
export const shortening = z
  .strictObject({
    of: shorteningKind.meta({ description: 'a shorter policy, or a confirmation of the clock' }),
    site: z.string().optional().meta({ description: 'of a clock: the site whose clock was confirmed' }),
    since: instant,
    countsFrom: instant.meta({
      description: 'footage expires sooner from then on, unless it is stopped before',
    }),
    by: person,
    footage: footageCount
      .optional()
      .meta({ description: 'what will expire then, counted when it was set; absent of earlier versions' }),
  })
  .meta({ id: 'Shortening' });

export type ShorteningJson = z.input<typeof shortening>;

export type ShorteningDeps = Pick<
  ApiDeps,
  'policies' | 'expiryClock' | 'counter' | 'clock' | 'settings' | 'users' | 'custodyEvents'
>;

/** What waits, the next first. */
export async function shorteningsJson(deps: ShorteningDeps, people: People): Promise<ShorteningJson[]> {
  const { clock, settings } = deps;
  const tools = { ...deps, terms: settings.retention };
  const waiting = await waitingShortenings(tools, clock.nowMs());
  return waiting.map((each) => shorteningJson(each, people));
}

const shorteningJson = (
  { of, siteId, sinceMs, countsFromMs, byId, shortened }: WaitingShortening,
  people: People,
): ShorteningJson => ({
  of,
  ...(siteId !== undefined && { site: siteId }),
  since: formatInstant(sinceMs),
  countsFrom: formatInstant(countsFromMs),
  by: people(byId),
  ...(shortened && { footage: footageCountJson(shortened) }),
});

export const footageCountJson = ({ segments, cameras, durationMs, sizeBytes }: FootageCount) => ({
  segments,
  cameras,
  hours: Math.round((durationMs / hourMs) * 100) / 100,
  sizeBytes,
});
