import { dayMs, hourMs, minuteMs } from '../core/index.ts';
import type { Heartbeat, SignerTold } from './heartbeat.ts';
import { type Lack, lack, type Need } from './need.ts';

const longMs = 5 * minuteMs;

/** What keeps facts from being sealed. */
export interface LogStanding {
  readonly alive: () => Promise<readonly Pick<Heartbeat, 'signer'>[]>;
  /** Pending records, and since when the oldest waits. */
  readonly waiting: () => Promise<{ readonly count: number; readonly oldestMs?: number }>;
  /** When a checkpoint last left; before the first one, when the log began. `undefined` where none needs to. */
  readonly leftAtMs: () => Promise<number | undefined>;
  readonly nowMs: () => number;
}

/**
 * Every fact is sealed soon: the signer signs, refuses none, and none waits for more than five minutes. And each day a checkpoint
 * leaves, so that nobody can set the log back unseen.
 */
export const logNeed = ({ alive, waiting, leftAtMs, nowMs }: LogStanding): Need => ({
  name: 'log',
  check: async () => {
    const [workers, { count, oldestMs }, leftMs] = await Promise.all([alive(), waiting(), leftAtMs()]);
    const told = workers.flatMap(({ signer }) => (signer ? [...lacksOf(signer)] : []));
    const isLate = oldestMs !== undefined && nowMs() - oldestMs > longMs;
    const isKept = leftMs !== undefined && nowMs() - leftMs > dayMs;
    return [
      ...told,
      ...(isLate ? [factsPending(count)] : []),
      ...(isKept ? [headsKept(nowMs() - leftMs)] : []),
    ];
  },
});

/** Rows of the catalogue are what was recorded. `altered`: how many were met within a day that are not. */
export const factsNeed = (altered: () => Promise<number>): Need => ({
  name: 'facts',
  check: async () => {
    const count = await altered();
    return count === 0 ? [] : [lack('facts-altered', `rows that are not what was recorded: ${count}`)];
  },
});

function* lacksOf({ stop, refused }: SignerTold): Generator<Lack> {
  const stopped = stops.find(({ code }) => code === stop);
  if (stopped) yield stopped;
  if (refused && refused.chains > 0) yield recordsRefused(refused.chains, refused.first);
}

/** In fixed words: the log of the signer has the numbers. */
const stops = [
  lack('log-memory-lost', 'the memory of the signer is gone or out of date, and nothing is sealed'),
  lack('log-differs', 'the stored log is not the one that was signed, and nothing is sealed'),
  lack('log-key-refused', 'the signer refuses its key, and nothing is sealed'),
  lack('log-clock-back', 'the clock went back and no record says so, and nothing is sealed'),
  lack('log-behind-witness', 'a witness has signed more leaves than the log has, and nothing is sealed'),
  lack('log-forked', 'a witness has signed another log than this one, and nothing is sealed'),
];

const recordsRefused = (chains: number, first: string): Lack =>
  lack(
    'records-refused',
    `the signer refuses records; chains that stand still: ${chains}, the first at ${first.slice(0, 200)}`,
  );

const factsPending = (count: number): Lack =>
  lack('facts-pending', `facts wait for the signer for more than five minutes: ${count}`);

const headsKept = (ms: number): Lack =>
  lack(
    'heads-kept',
    `hours since a checkpoint of the evidence log left this service: ${Math.floor(ms / hourMs)}`,
  );
