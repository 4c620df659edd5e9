import { z } from 'zod';
import { instant } from '../terms/time.ts';

const count = z.int().min(0);
const ms = z.number().min(0);

const requestFigures = {
  filed: count,
  approved: count,
  refused: count,
  emergencies: count,
  unjustified: count.meta({ description: 'emergencies that a review found unjustified' }),
  withoutLetter: count.meta({ description: 'emergencies that have no written request yet' }),
};

const namedRequests = z
  .strictObject({ name: z.string().meta({ description: 'empty where none is stated' }), ...requestFigures })
  .meta({ id: 'NamedRequests' });

const figures = z
  .strictObject({
    events: z.record(z.string(), count).meta({ description: 'of the custody log, by name' }),
    looksByDay: z.array(count).meta({ description: 'looks at pictures, of each day of the month' }),
    looking: z.strictObject({
      sessions: count,
      people: count,
      servedMs: ms.meta({ description: 'how long the footage plays that left' }),
    }),
    requests: z.strictObject({
      all: z.strictObject(requestFigures).meta({ description: 'filed in the month, as they are now' }),
      byAuthority: z.array(namedRequests),
      byBasis: z.array(namedRequests),
    }),
    coverage: z.strictObject({
      cameras: count,
      recording: count.meta({ description: 'of these, that recorded something' }),
      accountedMs: ms,
      missingMs: ms,
      gaps: z.array(z.strictObject({ reason: z.string(), gaps: count, ms })).meta({
        description: 'longest first; what expired was recorded',
      }),
    }),
    deletions: z.strictObject({
      done: count,
      segments: count,
      bytes: count,
      late: count.meta({ description: 'marked for a day or longer, and not done' }),
    }),
    standing: z
      .strictObject({ holds: count, paused: count, withdrawn: count })
      .meta({ description: 'at the end of the month, or now' }),
  })
  .meta({ id: 'MonthFigures' });

const checkpoint = z.strictObject({ size: count, at: instant }).optional();

export const monthReport = z
  .strictObject({
    month: z.string(),
    from: instant,
    to: instant,
    isRunning: z.boolean().meta({ description: 'not over: the figures are those so far' }),
    madeAt: instant,
    figures,
    before: figures.meta({ description: 'of the month before' }),
    log: z
      .strictObject({ sealed: checkpoint, witnessed: checkpoint, troubles: count })
      .meta({ description: 'the evidence log and the service, now' }),
  })
  .meta({ id: 'MonthReport' });

const month = z.string().optional().meta({ description: 'of the ward’s zone, like 2026-11' });
export const reportQuery = z.strictObject({ month });
export const reportSheetQuery = z.strictObject({ month, language: z.string().optional() });

export type MonthReportJson = z.input<typeof monthReport>;
