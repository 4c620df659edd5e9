import { sql, type Transaction } from 'kysely';
import {
  type CameraId,
  type Clock,
  dayMs,
  type Log,
  messageOf,
  type RequestId,
  type SegmentId,
  type StreamId,
  type TimeRange,
} from '../../../core/index.ts';
import { type CustodyEvent, custodyEvent } from '../../../custody/index.ts';
import { appendCustody } from '../custody/append.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Scribe } from '../log/scribe.ts';
import type { Tables } from '../tables/tables.ts';

/** A row that nobody met for so long counts as mended: met again, it is an event again. */
const forgottenMs = dayMs;

/** A row of the catalogue that is not what was recorded. */
export type AlteredFact = {
  /** The first that differs; `record` where no record of ours tells of the row. */
  readonly member: string;
} & ({ readonly request: RequestId } | AlteredSegment | AlteredCoverage);

interface AlteredSegment {
  readonly segment: SegmentId;
  readonly cameraId: CameraId;
  /** As the row tells it. */
  readonly range: TimeRange;
}

/** `member` is `gap` or `missing`. */
interface AlteredCoverage {
  readonly stream: StreamId;
  readonly cameraId: CameraId;
  readonly range: TimeRange;
}

/** Tells admins and auditors of rows that are not what was recorded. */
export class AlteredFacts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly log: Log,
    private readonly scribe: Scribe,
  ) {}

  /** The first to meet it makes the event. An outage does not let anything out: then only the log of the process tells. */
  async note(fact: AlteredFact): Promise<void> {
    this.log.error({ ...fact }, 'a row of the catalogue is not what was recorded');
    await this.keep(fact).catch((error: unknown) => {
      this.log.error({ ...fact, error: messageOf(error) }, 'an altered row could not be noted');
    });
  }

  /** Rows that were met within a day. */
  async count(): Promise<number> {
    const { rows } = await onCatalogue(() =>
      sql<{ count: number }>`
        select count(*)::int as count from altered_fact where seen_ms > ${this.clock.nowMs() - forgottenMs}`.execute(
        this.db,
      ),
    );
    return rows[0]?.count ?? 0;
  }

  private keep(fact: AlteredFact): Promise<void> {
    const nowMs = this.clock.nowMs();
    const subject = subjectOf(fact);
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        if (await isFirst(trx, subject, nowMs))
          await appendCustody({ trx, scribe: this.scribe }, eventOf(fact, nowMs));
      }),
    );
  }
}

function subjectOf(fact: AlteredFact): string {
  if ('request' in fact) return fact.request;
  if ('segment' in fact) return fact.segment;
  return `${fact.stream} ${fact.member} ${fact.range.fromMs}`;
}

function eventOf(fact: AlteredFact, nowMs: number): CustodyEvent {
  const { member } = fact;
  if ('request' in fact)
    return custodyEvent({ nowMs }, 'request-altered', { requestId: fact.request, detail: { member } });
  const { cameraId, range } = fact;
  if ('stream' in fact)
    return custodyEvent({ nowMs }, 'coverage-altered', { cameraId, range, detail: { member } });
  const { segment: segmentId } = fact;
  return custodyEvent({ nowMs }, 'segment-altered', { cameraId, range, detail: { segmentId, member } });
}

async function isFirst(trx: Transaction<Tables>, subject: string, nowMs: number): Promise<boolean> {
  const inserted = await trx
    .insertInto('altered_fact')
    .values({ subject, seen_ms: nowMs })
    .onConflict((at) => at.doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return true;
  const known = trx.updateTable('altered_fact').set({ seen_ms: nowMs }).where('subject', '=', subject);
  const again = await known.where('seen_ms', '<', nowMs - forgottenMs).executeTakeFirst();
  if (again.numUpdatedRows === 1n) return true;
  await known.execute();
  return false;
}
