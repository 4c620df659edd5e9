import { Worker } from 'node:worker_threads';
import pLimit from 'p-limit';
import { AppError, invalid } from '../../core/index.ts';
import type { ThreadAnswer } from './answer-task.ts';

export interface ThreadBounds {
  readonly maxHeapMb: number;
  readonly maxMs: number;
  /** Threads at a time; further tasks wait. */
  readonly atOnce: number;
}

/** Does a task in a thread of its own, so that nobody else waits for it. */
export type RunInThread = <T>(task: unknown) => Promise<T>;

/**
 * Runs the module `entry` (see `answerTask`) for each task, in a new thread that ends with it. Errors: those of the task,
 * and `upload-too-costly` (invalid) for one that needs more time or memory than its bounds.
 */
export function boundedThreads(entry: URL, bounds: ThreadBounds): RunInThread {
  const seat = pLimit(bounds.atOnce);
  return <T>(task: unknown) => seat(() => answered<T>(entry, task, bounds));
}

/** Sources run as they are in tests; what is built is plain JavaScript. */
const asSource = ['--experimental-transform-types', '--no-warnings'];

async function answered<T>(entry: URL, task: unknown, { maxHeapMb, maxMs }: ThreadBounds): Promise<T> {
  const worker = new Worker(entry, {
    workerData: task,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb },
    execArgv: entry.pathname.endsWith('.ts') ? asSource : [],
  });
  const timer = setTimeout(() => void worker.terminate(), maxMs);
  try {
    return unwrapped(await answerOf<T>(worker));
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}

const answerOf = <T>(worker: Worker): Promise<ThreadAnswer<T>> =>
  new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooCostly() : error),
    );
    worker.once('exit', () => reject(tooCostly()));
  });

function unwrapped<T>(answer: ThreadAnswer<T>): T {
  if (!('refusal' in answer)) return answer.value;
  const { kind, code, message, field } = answer.refusal;
  throw new AppError(kind, code, message, field === undefined ? {} : { field });
}

const tooCostly = () => invalid('upload-too-costly', 'The file takes too much time or memory to read.');
