import type { SpawnOptions } from 'node:child_process';

/** What the thread is asked to do with one process. */
export type SpawnerOrder =
  | {
      readonly kind: 'start';
      readonly program: string;
      readonly args: readonly string[];
      readonly options: SpawnOptions;
    }
  | { readonly kind: 'write'; readonly text: string }
  | { readonly kind: 'kill'; readonly signal: NodeJS.Signals };

/** What the thread reports of one process, in the order of Node's events. */
export type SpawnerReport =
  | { readonly kind: 'spawned'; readonly pid: number | undefined }
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | undefined }
  | { readonly kind: 'stdout' | 'stderr'; readonly text: string }
  | {
      readonly kind: 'exited' | 'closed';
      readonly code: number | null;
      readonly signal: NodeJS.Signals | null;
    };

/** `id` names the process. */
export type Identified<Message> = Message & { readonly id: number };
