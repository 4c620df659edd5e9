import { z } from 'zod';
import { AppError, canonicalJson } from '../core/index.ts';
import type { ChainEnd } from '../log/index.ts';
import type { WatchedHold, WatchedRequest } from './watches/index.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().min(0);
const names = z.array(z.string());

const memorySchema = z.strictObject({
  v: z.literal(1),
  log: z.string(),
  size: count,
  root: digest,
  ends: z.record(z.string(), z.strictObject({ seq: count, digest })),
  requests: z.record(
    z.string(),
    z.strictObject({
      cams: names,
      fromMs: z.int(),
      toMs: z.int(),
      untilMs: z.int().exactOptional(),
      played: names,
      ordered: names,
      built: names,
    }),
  ),
  holds: z.record(z.string(), z.strictObject({ cams: names, fromMs: z.int(), toMs: z.int() })),
  heardMs: z.record(z.string(), z.int()),
  before: z.array(z.strictObject({ log: z.string(), size: count, root: digest })).exactOptional(),
});

/** What a monitor remembers of the log that it has followed so far: head, ends of chains, open requests, holds, sites. */
export interface MonitorMemory {
  readonly v: 1;
  /** Origin. */
  readonly log: string;
  readonly size: number;
  /** In hex. */
  readonly root: string;
  readonly ends: Readonly<Record<string, ChainEnd>>;
  readonly requests: Readonly<Record<string, WatchedRequest>>;
  readonly holds: Readonly<Record<string, WatchedHold>>;
  /** When each site last said that it lives, in milliseconds of Unix time. */
  readonly heardMs: Readonly<Record<string, number>>;
  /** The logs that this one continues, as they were seen to their ends; the first one first. */
  readonly before?: readonly FollowedLog[];
}

/** How far a log was followed; the root in hex. */
export type FollowedLog = Pick<MonitorMemory, 'log' | 'size' | 'root'>;

/** Of no leaves (RFC 6962). */
const emptyRoot = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Before the first leaf of the log that continues the one that was followed: its chains, requests and holds go on. */
export const behindMonitored = ({ before = [], ...ended }: MonitorMemory, log: string): MonitorMemory => ({
  ...ended,
  log,
  size: 0,
  root: emptyRoot,
  before: [...before, { log: ended.log, size: ended.size, root: ended.root }],
});

/** Before the first leaf. */
export const nothingMonitored = (log: string): MonitorMemory => ({
  v: 1,
  log,
  size: 0,
  root: emptyRoot,
  ends: {},
  requests: {},
  holds: {},
  heardMs: {},
});

export const formatMonitorMemory = (memory: MonitorMemory): string => `${canonicalJson(memory)}\n`;

/** Errors: `invalid` `monitor-memory-damaged`. */
export function parseMonitorMemory(text: string): MonitorMemory {
  const parsed = memorySchema.safeParse(jsonIn(text));
  if (parsed.success) return parsed.data;
  throw new AppError(
    'invalid',
    'monitor-memory-damaged',
    'The memory of the monitor is damaged: put a copy back, or remove it and let the whole log be read again.',
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
