import { z } from 'zod';
import { lackCodes, needNames } from '../../operations/index.ts';
import { instant } from '../terms/time.ts';

const lack = z
  .strictObject({
    code: z.enum(lackCodes),
    reason: z.string().meta({ description: 'in English; the console has words for the code' }),
    site: z.string().optional().meta({ description: 'the site that it concerns' }),
  })
  .meta({ id: 'Lack' });

const need = z
  .strictObject({
    name: z.enum(needNames),
    isEssential: z.boolean().meta({ description: 'without it the api cannot answer' }),
    lacks: z.array(lack).meta({ description: 'what is missing; empty: the need is met' }),
  })
  .meta({ id: 'NeedState' });

const worker = z
  .strictObject({
    worker: z.string(),
    host: z.string().optional(),
    site: z.string().optional(),
    roles: z.array(z.string()),
    isDiskLow: z.boolean().optional().meta({ description: 'less than the reserve is free' }),
    spoolWaiting: z.number().optional().meta({ description: 'segments not ingested yet' }),
    quarantined: z.strictObject({ files: z.number(), sizeBytes: z.number() }).optional(),
    eventLoopLagMs: z.number().meta({ description: '99th percentile of the last seconds' }),
  })
  .meta({ id: 'WorkerState' });

export const systemState = z
  .strictObject({
    askedAt: instant,
    needs: z.array(need),
    workers: z.array(worker).meta({ description: 'those alive, of every site' }),
  })
  .meta({ id: 'SystemState' });

export type WorkerJson = z.input<typeof worker>;
