import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  close,
  decide,
  type FootageRequest,
  type Judge,
  newDraft,
  type Step,
  submit,
  type User,
} from '../../../src/access/index.ts';
import { PostgresRequestRepository } from '../../../src/adapters/postgres/access/request-repository.ts';
import { PostgresDeletionRepository } from '../../../src/adapters/postgres/retention/deletion-repository.ts';
import { PostgresHoldRepository } from '../../../src/adapters/postgres/retention/hold-repository.ts';
import { newId, silentLog, type TimeRange } from '../../../src/core/index.ts';
import { expireSegments, planExpiry } from '../../../src/retention/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { brokenPromises, heldKeys, leftOver, safeKeys } from './promises.ts';
import {
  dayMs,
  film,
  firstMs,
  minuteMs,
  policy,
  type StockedWard,
  siteStore,
  stockWard,
} from './stocked-ward.ts';

const minutes = 6;

const minute = fc.nat(minutes - 1);
/** What may happen to footage that is past its time, and to requests for it. */
const act = fc.oneof(
  fc.constant({ do: 'mark' as const }),
  fc.constant({ do: 'begin' as const }),
  fc.constant({ do: 'finish' as const }),
  fc.constant({ do: 'expire' as const }),
  fc.record({ do: fc.constant('ingest' as const), camera: fc.nat(1), minute }),
  fc.record({
    do: fc.constant('submit' as const),
    camera: fc.nat(1),
    minute,
    count: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({
    do: fc.constantFrom('approve' as const, 'refuse' as const, 'close' as const),
    which: fc.nat(3),
  }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;
/** Those of one wave run at the same time, on connections of their own. */
const waves = fc.array(fc.array(act, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 7 });

let postgres: TestPostgres;
let ward: StockedWard;
let book: PostgresDeletionRepository;
let requests: PostgresRequestRepository;
let officer: User;
let custodian: User;

beforeAll(async () => {
  postgres = await startPostgres();
  ward = await stockWard(postgres, 2);
  book = new PostgresDeletionRepository(ward.database.db, aScribe());
  requests = new PostgresRequestRepository(ward.database.db, aScribe());
  const facts = { fullName: 'Somebody', enabled: true, createdAtMs: 0 };
  officer = { ...facts, id: ward.officer, name: 'officer', role: 'officer' };
  custodian = { ...facts, id: newId('user', firstMs), name: 'custodian', role: 'custodian' };
  await sql`insert into app_user (id, name, full_name, role, password_hash, created_at_ms)
    values (${custodian.id}, 'custodian', 'Somebody', 'custodian', 'x', 0)`.execute(ward.database.db);
  ward.clock.atMs = firstMs + 10 * dayMs;
});
afterAll(async () => {
  await ward.close();
  await postgres.stop();
});

const by = (user: User): Judge => ({ user, nowMs: ward.clock.nowMs(), deputyOf: [] });
const expire = (mayBegin: boolean) =>
  expireSegments({ book, store: ward.store, clock: ward.clock, log: silentLog }, siteStore, { mayBegin });
const mark = () =>
  planExpiry(
    { book, holds: new PostgresHoldRepository(ward.database.db, aScribe()), clock: ward.clock },
    siteStore,
    policy,
  );

async function begin(): Promise<void> {
  const waiting = (await book.unfinished(siteStore)).find(({ hasBegun }) => !hasBegun);
  if (waiting) await book.begin(waiting.id, ward.clock.nowMs(), []);
}

/** One life of a ward: an hour of its own, and the requests for it. */
class Hour {
  private epoch = 1;
  private readonly ids: FootageRequest['id'][] = [];

  constructor(private readonly startMs: number) {}

  async stock(): Promise<void> {
    for (const camera of ward.cameras) await film(ward, camera, { fromMs: this.startMs, count: minutes });
  }

  async perform(each: Act): Promise<void> {
    switch (each.do) {
      case 'mark':
        await mark();
        return;
      case 'begin':
        return begin();
      case 'finish':
      case 'expire':
        await expire(each.do === 'expire');
        return;
      case 'ingest':
        return this.ingest(each.camera, each.minute);
      case 'submit':
        return this.submit(each.camera, {
          fromMs: this.startMs + each.minute * minuteMs + 1,
          toMs: this.startMs + (each.minute + each.count) * minuteMs,
        });
      default:
        return this.step(each.do, each.which);
    }
  }

  private async ingest(index: number, at: number): Promise<void> {
    const camera = ward.cameras[index];
    if (!camera) throw new Error('no camera');
    this.epoch += 1;
    const fromMs = this.startMs + at * minuteMs;
    await film(ward, camera, { fromMs, count: 1, epoch: this.epoch });
  }

  private async submit(index: number, range: TimeRange): Promise<void> {
    const cameraIds = ward.cameras.slice(index).map(({ cameraId }) => cameraId);
    const hand = by(officer);
    const letter = { number: '45/YC-CAP', day: '2026-11-20' };
    const asked = {
      caseNumber: 'PC-1',
      letter,
      purpose: 'A motorbike was taken',
      urgency: 'routine' as const,
    };
    const draft = newDraft({ ...asked, area: { kind: 'cameras', cameraIds }, range }, hand);
    const { after } = await taken(submit(draft, { cameraIds, isKept: false, maxHeldBytes: 1e12 }, hand));
    this.ids.push(after.id);
  }

  /** Whoever comes too late is told so, and nothing else. */
  private async step(what: 'approve' | 'refuse' | 'close', which: number): Promise<void> {
    const id = this.ids[which];
    const request = id && (await requests.byId(id));
    if (!request) return;
    try {
      if (what === 'close') await taken(close(request, { outcome: 'withdrawn' }, by(officer)));
      else
        await taken(decide(request, { verdict: what === 'approve' ? 'approved' : 'refused' }, by(custodian)));
    } catch (error) {
      expect(error).toMatchObject({ kind: 'conflict' });
    }
  }

  async end(): Promise<void> {
    for (const which of this.ids.keys()) await this.step('close', which);
    await mark();
    await expire(true);
  }
}

async function taken(step: Step): Promise<Step> {
  await requests.take(step);
  return step;
}

/** Requests whose hold is not as their state wants it. */
async function strayHolds(): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select r.id from request r where (r.state in ('submitted', 'approved')) <>
      exists (select from hold h where h.request_id = r.id and h.released_at_ms is null)`.execute(
    ward.database.db,
  );
  return rows.map(({ id }) => id);
}

describe('when requests come and go while footage expires and is ingested', () => {
  it('never takes what a request holds, whatever is done at the same time (I5)', async () => {
    let hours = 0;
    let heldOnce = 0;
    await fc.assert(
      fc.asyncProperty(waves, async (planned) => {
        const startMs = firstMs + hours++ * 30 * minuteMs;
        const hour = new Hour(startMs);
        await hour.stock();
        for (const wave of planned) {
          const safe = new Set(await safeKeys(ward));
          await Promise.all(wave.map((each) => hour.perform(each)));
          const safeNow = new Set(await safeKeys(ward));
          const lost = (await heldKeys(ward)).filter((key) => safe.has(key) && !safeNow.has(key));
          expect(lost).toEqual([]);
          heldOnce += safeNow.size;
          expect(await brokenPromises(ward, { mayBeLate: true })).toEqual([]);
          expect(await strayHolds()).toEqual([]);
        }
        await hour.end();
        expect(await leftOver(ward, ward.clock.nowMs() - dayMs)).toEqual([]);
      }),
      { numRuns: 25, endOnFailure: true },
    );
    // The lives were worth living: something was held at some time.
    expect(heldOnce).toBeGreaterThan(0);
  }, 300_000);
});
