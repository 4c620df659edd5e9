import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../core/index.ts';

/** An answer of a thread: a refusal is told apart from a defect, which ends the thread with its error. */
export type ThreadAnswer<T> =
  | { readonly value: T }
  | { readonly refusal: Pick<AppError, 'kind' | 'code' | 'message' | 'field'> };

/** To be called once by the module of a thread: does its task and answers whoever started it. */
export async function answerTask<Task, T>(perform: (task: Task) => T | Promise<T>): Promise<void> {
  // Only `boundedThreads` starts this module.
  parentPort?.postMessage(await answerOf(perform, workerData as Task));
}

async function answerOf<Task, T>(
  perform: (task: Task) => T | Promise<T>,
  task: Task,
): Promise<ThreadAnswer<T>> {
  try {
    return { value: await perform(task) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { kind, code, message, field } = error;
    return { refusal: { kind, code, message, field } };
  }
}
