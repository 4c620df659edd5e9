import { z } from 'zod';
import { jobNames, jobRenewals, queuedStates } from '../../jobs/index.ts';
import { instant } from '../terms/time.ts';

const count = z.int().nonnegative();

const queue = z
  .strictObject({
    queue: z.string(),
    job: z.enum(jobNames),
    site: z.string().optional().meta({ description: 'whose workers alone do its jobs' }),
    node: z.string().optional().meta({ description: 'whose workers alone do its jobs' }),
    hasWorker: z.boolean().meta({ description: 'false: no worker of its node is alive' }),
    renewal: z.enum(jobRenewals).meta({
      description: 'what queues the work of a failed job again: its schedule, a timer, or a person alone',
    }),
    running: count,
    waiting: count,
    delayed: count,
    failed: count.meta({ description: 'of the last seven days, not done since' }),
    dropped: count.meta({ description: 'failed jobs that are not kept, because there were more than 500' }),
    oldestWaitingAt: instant
      .optional()
      .meta({ description: 'since when the next of the waiting jobs waits; absent where none does' }),
    doneInHour: count,
    lastDoneAt: instant.optional().meta({ description: 'to the minute' }),
  })
  .meta({ id: 'JobQueue' });

export const queueList = z.strictObject({ queues: z.array(queue) });

const jobStates = [...queuedStates, 'failed', 'done-since'] as const;

const subject = z.strictObject({
  camera: z.strictObject({ id: z.string(), name: z.string() }).optional(),
  segment: count.optional().meta({ description: 'the number of a file within its run' }),
  id: z.string().optional().meta({
    description: 'of an export, an import or a discovery, or of the stream of a camera that is gone',
  }),
});

const job = z
  .strictObject({
    id: z.string(),
    state: z.enum(jobStates),
    subject,
    failures: count.meta({ description: 'tries that failed; of a failed job, how often it failed' }),
    code: z.string().optional().meta({ description: 'error code of the last failure' }),
    since: instant.meta({ description: 'when it was queued or began; of a failed job, its first failure' }),
    dueAt: instant.optional(),
    lastFailedAt: instant.optional(),
    queuedAt: instant.optional().meta({ description: 'when a person queued the failed job again' }),
    doneAt: instant.optional(),
    isRetriable: z.boolean(),
  })
  .meta({ id: 'Job' });

export const jobList = z.strictObject({
  jobs: z.array(job),
  pageSize: count.meta({ description: 'a full page may be followed by another' }),
});

export const jobQuery = z.object({
  state: z.enum(jobStates).meta({ description: 'default: failed' }).optional(),
  offset: z
    .string()
    .regex(/^\d{1,5}$/)
    .optional()
    .meta({ description: 'how many to leave out: the next page' }),
});

export const retryForm = z.strictObject({
  code: z.string().max(100).meta({ description: 'only those of this cause' }).optional(),
});

export const retryAnswer = z.strictObject({ queued: count });

export type QueueJson = z.input<typeof queue>;
export type JobJson = z.input<typeof job>;
export type SubjectJson = z.input<typeof subject>;
