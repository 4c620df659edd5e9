import { dayMs, formatInstant, messageOf, minuteMs, type TimeRange } from '../../../src/core/index.ts';
import type { ApiClient } from '../../demo/api-client.ts';
import { cameras, days, placeOf, randomNumbers, type StockTime } from './ward-plan.ts';

/** Milliseconds from the call to the last byte of the answer. */
export interface Taken {
  readonly plain: number[];
  readonly near30min: number[];
  readonly ward24h: number[];
  readonly ward30d: number[];
}

type Kind = keyof Taken;

export interface AskedRounds {
  readonly officer: ApiClient;
  readonly time: StockTime;
  readonly rounds: number;
}

export interface Asked {
  readonly taken: Taken;
  /** Calls that had no answer, with the time until then among the others. */
  readonly refused: readonly string[];
}

/** How many rounds one of them is asked in. */
const every: Readonly<Record<Kind, number>> = { plain: 1, near30min: 1, ward24h: 3, ward30d: 6 };
const warmUp = 2;

/**
 * Asks in rounds, so that all kinds meet the same machine. `plain` is the cheapest call of somebody who is signed in: session and user,
 * one row each.
 */
export async function ask({ officer, time, rounds }: AskedRounds): Promise<Asked> {
  const random = randomNumbers(11);
  const taken: Taken = { plain: [], near30min: [], ward24h: [], ward30d: [] };
  const refused: string[] = [];
  for (let round = -warmUp; round < rounds; round++) {
    for (const kind of Object.keys(every) as Kind[]) {
      if (round >= 0 && round % every[kind] !== 0) continue;
      const path = pathOf(kind, time, random);
      const startMs = performance.now();
      await officer.bytes(path).catch((error: unknown) => refused.push(`${kind}: ${messageOf(error)}`));
      if (round >= 0) taken[kind].push(performance.now() - startMs);
    }
  }
  return { taken, refused };
}

function pathOf(kind: Kind, time: StockTime, random: () => number): string {
  switch (kind) {
    case 'plain':
      return '/api/session';
    case 'near30min': {
      const { lat, lon } = placeOf(Math.floor(random() * cameras));
      const place = { near: `${lat.toFixed(6)},${lon.toFixed(6)}`, radiusM: '300' };
      // A few segments with records lie before it, as everywhere in a ward.
      const recent = { fromMs: time.recentFromMs + 10 * minuteMs, toMs: time.toMs };
      return footage(place, within(recent, 30 * minuteMs, random));
    }
    case 'ward24h':
      return footage({ neighbourhood: 'bench' }, within(time, dayMs, random));
    case 'ward30d':
      return footage({ neighbourhood: 'bench' }, { fromMs: time.toMs - days * dayMs, toMs: time.toMs });
  }
}

function within({ fromMs, toMs }: TimeRange, lengthMs: number, random: () => number): TimeRange {
  const startMs = fromMs + Math.floor(random() * (toMs - fromMs - lengthMs));
  return { fromMs: startMs, toMs: startMs + lengthMs };
}

const footage = (place: Readonly<Record<string, string>>, { fromMs, toMs }: TimeRange): string =>
  `/api/footage?${new URLSearchParams({ ...place, from: formatInstant(fromMs), to: formatInstant(toMs) })}`;

/** The value that 95 of 100 do not exceed. */
export function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}
