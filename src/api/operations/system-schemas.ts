import { z } from 'zod';
import { lackCodes, needNames } from '../../operations/index.ts';
import { instant } from '../terms/time.ts';
import { headLeft } from './head-left.ts';

const lack = z
  .strictObject({
    code: z.enum(lackCodes),
    reason: z.string().meta({ description: 'in English; the console has words for the code' }),
    site: z.string().optional().meta({ description: 'the site that it concerns' }),
    since: instant.optional().meta({ description: 'absent until a worker has seen it, at most a minute' }),
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

const mail = z
  .strictObject({
    hasServer: z.boolean().meta({ description: 'whether a mail server is set' }),
    people: z.number().meta({ description: 'admins and technicians' }),
    withoutAddress: z.number().meta({ description: 'of them' }),
    unsent: z.number().meta({ description: 'mails that the server has not taken yet' }),
  })
  .meta({ id: 'MailState' });

const ward = z
  .strictObject({
    name: z.string(),
    sites: z.array(
      z.strictObject({
        site: z.string(),
        workers: z.number().meta({ description: 'those alive' }),
        missing: z.array(z.string()).meta({ description: 'roles of which it has no worker, and needs one' }),
      }),
    ),
  })
  .meta({ id: 'WardState', description: 'absent before the first process has begun it' });

export const systemState = z
  .strictObject({
    askedAt: instant,
    ward: ward.optional(),
    needs: z.array(need),
    workers: z.array(worker).meta({ description: 'those alive, of every site' }),
    mail,
    headLeft: headLeft.optional(),
  })
  .meta({ id: 'SystemState' });

export type WardStateJson = z.input<typeof ward>;
export type WorkerJson = z.input<typeof worker>;
