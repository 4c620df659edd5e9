import { sql } from 'kysely';
import type { Database } from '../../src/adapters/postgres/database.ts';
import type { StreamAccount } from './accounting.ts';

/** A gap as its records tell it; `toMs` is `Infinity` while no record ends it. */
interface ToldGap {
  readonly fromMs: number;
  readonly toMs: number;
  readonly reason: string;
}

interface GapText {
  readonly id: string;
  readonly t0: string;
  readonly t1?: string;
  readonly opened?: string;
  readonly reason: string;
}

/** The gaps that pending records of the stream tell, in the order in which they opened. */
export async function readToldGaps(db: Database, streamId: string): Promise<ToldGap[]> {
  const { rows } = await sql<{ body: Buffer }>`
    select o.body from log_outbox o join log_chain c on c.no = o.chain
      join stream s on c.name = 'stream/' || s.camera_id || '/' || s.role
      where s.id = ${streamId} order by o.seq`.execute(db);
  const gaps = new Map<string, ToldGap>();
  for (const { body } of rows) {
    const { type, ...text } = JSON.parse(body.toString()) as GapText & { type: string };
    if (type !== 'gap') continue;
    const toMs = text.t1 === undefined ? Number.POSITIVE_INFINITY : Date.parse(text.t1);
    gaps.set(text.opened ?? text.id, { fromMs: Date.parse(text.t0), toMs, reason: text.reason });
  }
  return [...gaps.values()];
}

/**
 * Where rows and records tell another reason for time without footage: of what is accounted for, and of what lasts. The
 * newest gap of an instant counts; time that expired rests on other records.
 */
export function differencesOf(account: StreamAccount, told: readonly ToldGap[]): string[] {
  const { enrolledMs, accountedUntilMs, segments, gaps } = account;
  const edges = [...segments, ...gaps, ...told].flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
  const instants = [...new Set([enrolledMs, ...edges])].filter(
    (ms) => ms >= enrolledMs && ms < accountedUntilMs,
  );
  const at = <T extends { fromMs: number; toMs: number }>(all: readonly T[], ms: number) =>
    all.findLast(({ fromMs, toMs }) => fromMs <= ms && ms < toMs);
  const past = instants.flatMap((ms) => {
    const row = at(gaps, ms)?.reason;
    if (at(segments, ms) || row === 'expired') return [];
    const record = at(told, ms)?.reason;
    return row === record ? [] : [`${ms}: the row says ${row}, the records say ${record}`];
  });
  const lasting = [gaps.find(({ toMs }) => toMs > 8e15), told.findLast(({ toMs }) => toMs > 8e15)];
  const [row, record] = lasting.map((gap) => gap?.reason);
  return row === record ? past : [...past, `now the row says ${row}, the records say ${record}`];
}
