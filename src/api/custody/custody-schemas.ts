import { z } from 'zod';
import { chainFaultKinds } from '../../custody/index.ts';
import { gapReasons } from '../../recording/index.ts';
import { instant, timeRange } from '../terms/time.ts';

const one = (description: string) => z.string().optional().meta({ description });
export const custodyFilter = {
  from: instant.optional().meta({ description: 'when it happened' }),
  to: instant.optional(),
  actor: one('pseudonym'),
  camera: one('id'),
  request: one('id'),
  event: one('one name, or several with commas between'),
  digest: one('SHA-256 of a file, hex: the events that gave out that still or negative answer'),
  case: one('a case number, or a part of it: events under its requests'),
  near: one('lat,lon; with radiusM: events at cameras there'),
  radiusM: one('metres, at most 20 000'),
  neighbourhood: one('id or name: events at its cameras'),
  place: one('name of a place: events at cameras there; radiusM for a landmark'),
};

export const custodyQuery = z.strictObject({
  ...custodyFilter,
  before: one('number of an event: those before it'),
  limit: one('1 to 500; 100 when absent'),
});

export const custodyCsvQuery = z.strictObject(custodyFilter);

export const event = z
  .strictObject({
    seq: z.number(),
    at: instant,
    event: z.string(),
    actor: z.string().optional().meta({ description: 'pseudonym; absent: the service itself' }),
    role: z.string(),
    tokenId: z.string().optional(),
    subject: z.string().optional().meta({ description: 'pseudonym of the user concerned' }),
    requestId: z.string().optional(),
    cameraId: z.string().optional(),
    opened: timeRange.optional().meta({ description: 'wall time of footage' }),
    detail: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    sha256: z.string(),
  })
  .meta({ id: 'CustodyEvent' });

export const custodyPage = z
  .strictObject({
    events: z.array(event).meta({ description: 'newest first' }),
    next: z.number().optional().meta({ description: '`before` of the next page; absent: there is none' }),
  })
  .meta({ id: 'CustodyPage' });

export const actorOpening = z
  .strictObject({ reason: z.string().trim().min(10).max(500) })
  .meta({ id: 'ActorOpening' });

export const openedActor = z
  .strictObject({
    actor: z.string(),
    userId: z.string(),
    name: z.string(),
    fullName: z.string(),
    role: z.string(),
  })
  .meta({ id: 'OpenedActor' });

export const verifyQuery = z.strictObject({
  after: one('`head` of the page before, as number:sha256'),
  kept: one('a head stored elsewhere, as number:sha256'),
});

const head = z.string().meta({ description: 'number:sha256' });

export const custodyVerdict = z
  .strictObject({
    head: head.meta({ description: 'up to which the log is intact' }),
    logHead: head.meta({ description: 'the newest event' }),
    count: z.number().meta({ description: 'verified events of this page' }),
    isDone: z.boolean().meta({ description: 'false: call again with `after`' }),
    fault: z
      .strictObject({
        seq: z.number(),
        kind: z.enum(chainFaultKinds),
        missing: z.number().optional().meta({ description: 'how many events are not there' }),
      })
      .optional(),
  })
  .meta({ id: 'CustodyVerdict' });

export const comparisonQuery = z.strictObject({ from: instant, to: instant, camera: z.string() });

const ranges = z.array(timeRange);

export const coverageComparison = z
  .strictObject({
    cameraId: z.string(),
    from: instant,
    to: instant,
    stored: ranges,
    gaps: z.array(z.strictObject({ from: instant, to: instant, reason: z.enum(gapReasons) })),
    opened: ranges.meta({ description: 'stored and opened' }),
    unopened: ranges.meta({ description: 'stored and never opened' }),
    openedWithoutFootage: ranges.meta({ description: 'opened where nothing is stored' }),
    served: ranges.meta({ description: 'opened and served' }),
    servedUnopened: ranges.meta({ description: 'served although no event opened it: must be empty' }),
    totals: z.strictObject({ storedMs: z.number(), openedMs: z.number(), servedMs: z.number() }),
    requests: z.array(z.strictObject({ requestId: z.string(), looks: z.number() })),
  })
  .meta({ id: 'CoverageComparison' });

export type CustodyEventJson = z.input<typeof event>;
export type CustodyVerdictJson = z.input<typeof custodyVerdict>;
export type CoverageComparisonJson = z.input<typeof coverageComparison>;
