import type { Job } from '../../client/index.ts';

export type JobState = Job['state'];

/** In the order in which they are offered. */
export const jobStates: readonly JobState[] = ['failed', 'running', 'waiting', 'delayed', 'done-since'];

/** Where the jobs of a queue are shown. */
export const jobsPath = (queue: string, state: JobState = 'failed'): string =>
  `/system/jobs?${new URLSearchParams({ queue, state }).toString()}`;

export const stateOf = (text: string | null): JobState =>
  jobStates.find((state) => state === text) ?? 'failed';
