import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresCameraRepository } from '../../../src/adapters/postgres/camera/camera-repository.ts';
import type { SiteId, StreamId } from '../../../src/core/index.ts';
import { newId, systemClock } from '../../../src/core/index.ts';
import { aClaimant, aSite, aStream, enrolledMs, type StreamInCatalogue } from '../../support/builders.ts';
import { letLeaseExpire, letRetryComeDue } from '../../support/lease-time.ts';
import { aScribe } from '../../support/scribe.ts';
import { TestCatalogue } from './catalogue.ts';

let catalogue: TestCatalogue;
let cameras: PostgresCameraRepository;
let stream: StreamInCatalogue;
let streamId: StreamId;

beforeAll(async () => {
  catalogue = await TestCatalogue.open();
  cameras = new PostgresCameraRepository(catalogue.db, systemClock, aScribe(systemClock));
});
afterAll(() => catalogue.close());

beforeEach(async () => {
  stream = await aStream(catalogue.db);
  streamId = stream.streamId;
});

const failed = { reason: 'offline', message: 'the camera does not answer', retryInMs: 60_000 } as const;
const wanted = async (siteId: SiteId = aSite) => (await catalogue.leases.wanted(siteId)).includes(streamId);
const leaseRow = () =>
  catalogue.db.selectFrom('lease').selectAll().where('stream_id', '=', streamId).executeTakeFirstOrThrow();

describe('when a stream is claimed', () => {
  it('gives the claimant the next epoch, every time', async () => {
    expect((await catalogue.claim(streamId)).epoch).toBe(1);
    await letLeaseExpire(catalogue.db, streamId);
    expect((await catalogue.claim(streamId, 'worker-b')).epoch).toBe(2);
  });

  it('says what a recorder must know, sealed credentials only where there are some', async () => {
    const sealed = Buffer.from('sealed');
    const claimant = aClaimant();
    expect(await catalogue.leases.claim(streamId, claimant)).toEqual({
      lease: { streamId, epoch: 1, runId: claimant.runId },
      cameraId: stream.cameraId,
      url: 'rtsp://192.0.2.7/1',
      failures: 0,
    });
    const other = await aStream(catalogue.db);
    await catalogue.db
      .updateTable('camera')
      .set({ allows_basic: true })
      .where('id', '=', other.cameraId)
      .execute();
    await catalogue.db.insertInto('credential').values({ camera_id: other.cameraId, sealed }).execute();
    expect(await catalogue.leases.claim(other.streamId, aClaimant())).toMatchObject({
      sealedCredentials: sealed,
      allowsBasic: true,
    });
  });

  it('is refused to everybody else while the lease lasts', async () => {
    await catalogue.claim(streamId);
    expect(await catalogue.leases.claim(streamId, aClaimant({ holder: 'worker-b' }))).toBeUndefined();
    expect((await leaseRow()).epoch).toBe(1);
  });

  it('can be claimed again at once when its holder is dead; those of others last', async () => {
    const other = (await aStream(catalogue.db)).streamId;
    await catalogue.claim(streamId, 'dead');
    await catalogue.claim(other, 'alive');
    expect(await catalogue.leases.holders(aSite)).toEqual(expect.arrayContaining(['alive', 'dead']));
    expect(await catalogue.leases.lapse('dead')).toBe(1);
    expect(await catalogue.leases.holders(aSite)).not.toContain('dead');
    expect(await wanted()).toBe(true);
    expect((await catalogue.claim(streamId, 'worker-b')).epoch).toBe(2);
    expect(await catalogue.leases.claim(other, aClaimant({ holder: 'worker-b' }))).toBeUndefined();
    expect(await catalogue.leases.lapse('dead')).toBe(0);
  });

  it('goes to exactly one of eight that claim at once', async () => {
    const claims = Array.from({ length: 8 }, (_, i) =>
      catalogue.leases.claim(streamId, aClaimant({ holder: `worker-${i}` })),
    );
    const won = (await Promise.all(claims)).filter((target) => target !== undefined);
    expect(won.map(({ lease }) => lease.epoch)).toEqual([1]);
    expect((await leaseRow()).run_id).toBe(won[0]?.lease.runId);
  });

  it.each([
    ['never recorded', { recorded: false }],
    ['disabled', { enabled: false }],
  ])('is refused when the stream is %s, and not wanted', async (_, given) => {
    ({ streamId } = await aStream(catalogue.db, given));
    expect(await wanted()).toBe(false);
    expect(await catalogue.leases.claim(streamId, aClaimant())).toBeUndefined();
  });

  it('is refused when there is no such stream', async () => {
    const unknown = newId('stream', enrolledMs);
    expect(await catalogue.leases.claim(unknown, aClaimant())).toBeUndefined();
  });
});

describe('when streams are looked for that nobody records', () => {
  it('finds one of this site alone, from its enrolment on', async () => {
    expect(await wanted()).toBe(true);
    expect(await wanted('another' as SiteId)).toBe(false);
  });

  it('leaves out one that is held, and finds it again when the lease has expired', async () => {
    await catalogue.claim(streamId);
    expect(await wanted()).toBe(false);
    await letLeaseExpire(catalogue.db, streamId);
    expect(await wanted()).toBe(true);
  });

  it('finds one whose lease or next try was written before the clock was set back an hour', async () => {
    const lease = await catalogue.claim(streamId);
    await sql`update lease set expires_at = expires_at + interval '1 hour' where stream_id = ${streamId}`.execute(
      catalogue.db,
    );
    expect(await wanted()).toBe(true);
    await catalogue.leases.release(lease, failed);
    await sql`update lease set retry_at = retry_at + interval '1 hour' where stream_id = ${streamId}`.execute(
      catalogue.db,
    );
    expect(await wanted()).toBe(true);
  });

  it('leaves out one whose next try is not due', async () => {
    const lease = await catalogue.claim(streamId);
    await catalogue.leases.release(lease, failed);
    expect(await wanted()).toBe(false);
    expect(await catalogue.leases.claim(streamId, aClaimant())).toBeUndefined();
    await letRetryComeDue(catalogue.db, streamId);
    expect(await wanted()).toBe(true);
  });
});

describe('when a lease is renewed', () => {
  it('waits for no other that is being changed meanwhile, and keeps that one', async () => {
    const busy = await catalogue.claim(streamId);
    const other = await aStream(catalogue.db);
    const free = await catalogue.claim(other.streamId);
    for (const each of [streamId, other.streamId]) await letLeaseExpire(catalogue.db, each);
    const renewed = await catalogue.db.transaction().execute(async (trx) => {
      await trx.updateTable('lease').set({ failures: 1 }).where('stream_id', '=', streamId).execute();
      return catalogue.leases.renew([busy, free]);
    });
    expect(renewed).toEqual(new Set([streamId, other.streamId]));
    const lasting = await catalogue.db
      .selectFrom('lease')
      .select('stream_id')
      .where('stream_id', 'in', [streamId, other.streamId])
      .where('expires_at', '>', sql<Date>`clock_timestamp()`)
      .execute();
    expect(lasting).toEqual([{ stream_id: other.streamId }]);
    await catalogue.leases.started(busy, enrolledMs);
    expect((await leaseRow()).expires_at?.getTime()).toBeGreaterThan(
      (
        await catalogue.db.selectNoFrom(sql<Date>`clock_timestamp()`.as('now')).executeTakeFirstOrThrow()
      ).now.getTime(),
    );
  });

  it('succeeds while the epoch is unchanged, however late', async () => {
    const lease = await catalogue.claim(streamId);
    await letLeaseExpire(catalogue.db, streamId);
    expect(await catalogue.leases.renew([lease])).toEqual(new Set([streamId]));
    expect(await wanted()).toBe(false);
  });

  it('fails after the claim of another, and does not lengthen the lease of that other', async () => {
    const lost = await catalogue.claim(streamId);
    await letLeaseExpire(catalogue.db, streamId);
    const held = await catalogue.claim(streamId, 'worker-b');
    const before = await leaseRow();
    expect(await catalogue.leases.renew([lost])).toEqual(new Set());
    expect((await leaseRow()).expires_at).toEqual(before.expires_at);
    expect(await catalogue.leases.renew([held])).toEqual(new Set([streamId]));
  });

  it('fails after it was given back', async () => {
    const lease = await catalogue.claim(streamId);
    await catalogue.leases.release(lease, failed);
    expect(await catalogue.leases.renew([lease])).toEqual(new Set());
  });

  it('answers for many streams at once which of them are still ours', async () => {
    const others = await Promise.all(Array.from({ length: 3 }, () => aStream(catalogue.db)));
    const leases = await Promise.all(others.map((other) => catalogue.claim(other.streamId)));
    const gone = { streamId: newId('stream', 0), epoch: 1, runId: newId('run', 0) };
    expect(await catalogue.leases.renew([...leases, gone])).toEqual(
      new Set(others.map((other) => other.streamId)),
    );
  });
});

describe('when a lease is given back', () => {
  it('can be claimed at once when nothing was wrong', async () => {
    const lease = await catalogue.claim(streamId);
    const renewal = { reason: 'recorder', message: 'parameters changed', retryInMs: 0 } as const;
    await catalogue.leases.release(lease, renewal);
    expect((await catalogue.claim(streamId)).epoch).toBe(2);
  });

  it('counts tries that failed, from the last keyframe on', async () => {
    const failures = async () => {
      const target = await catalogue.leases.claim(streamId, aClaimant());
      if (!target) throw new Error('not claimed');
      return target;
    };
    for (const expected of [0, 1, 2]) {
      const target = await failures();
      expect(target.failures).toBe(expected);
      await catalogue.leases.release(target.lease, failed);
      await letRetryComeDue(catalogue.db, streamId);
    }
    const target = await failures();
    await catalogue.leases.started(target.lease, enrolledMs);
    expect((await leaseRow()).failures).toBe(0);
  });

  it('tells how many cameras of the site could not be reached', async () => {
    const site = 'harbour' as SiteId;
    const there = await aStream(catalogue.db, { siteId: site });
    expect(await catalogue.leases.unreachable(site)).toBe(0);
    const lease = await catalogue.claim(there.streamId);
    await catalogue.leases.release(lease, failed);
    expect(await catalogue.leases.unreachable(site)).toBe(1);
  });

  it('tells how many answered, and not as the camera did, also while one is tried again', async () => {
    const site = 'quay' as SiteId;
    const { streamId: tried } = await aStream(catalogue.db, { siteId: site });
    await catalogue.leases.release(await catalogue.claim(tried), { ...failed, reason: 'unsupported' });
    for (const reason of ['auth', 'disk', 'offline'] as const) {
      const { streamId: one } = await aStream(catalogue.db, { siteId: site });
      await catalogue.leases.release(await catalogue.claim(one), { ...failed, reason });
    }
    expect(await catalogue.leases.answeredStrangely(site)).toBe(2);
    await letRetryComeDue(catalogue.db, tried);
    await catalogue.claim(tried);
    expect(await catalogue.leases.answeredStrangely(site)).toBe(2);
    expect(await catalogue.leases.unreachable(site)).toBe(1);
  });

  it('changes nothing when another holds it by now', async () => {
    const lost = await catalogue.claim(streamId);
    await letLeaseExpire(catalogue.db, streamId);
    await catalogue.claim(streamId, 'worker-b');
    const before = [await leaseRow(), await catalogue.gaps(streamId, enrolledMs)];
    await catalogue.leases.release(lost, failed);
    expect([await leaseRow(), await catalogue.gaps(streamId, enrolledMs)]).toEqual(before);
  });
});

describe('when a camera refuses its password (quirk 11)', () => {
  const refused = { reason: 'auth', message: 'it refused the password', retryInMs: 60_000 } as const;
  const refusals = () =>
    catalogue.db
      .selectFrom('credential')
      .select(['refusals', 'retry_at'])
      .where('camera_id', '=', stream.cameraId)
      .executeTakeFirst();
  const refuse = async () => {
    await catalogue.leases.release(await catalogue.claim(streamId), refused);
    await letRetryComeDue(catalogue.db, streamId);
  };
  const letMinutePass = () =>
    sql`update credential set retry_at = retry_at - interval '61 seconds'`.execute(catalogue.db);

  beforeEach(async () => {
    const sealed = Buffer.from('sealed');
    await catalogue.db.insertInto('credential').values({ camera_id: stream.cameraId, sealed }).execute();
  });

  it('tries it three times, by RTSP and ONVIF together, then once an hour', async () => {
    await refuse();
    expect(await wanted()).toBe(false);
    await letMinutePass();
    expect(await wanted()).toBe(true);
    await cameras.countRefusals(stream.cameraId, 1);
    await letMinutePass();
    await refuse();
    await letMinutePass();
    expect(await wanted()).toBe(false);
    expect(await cameras.credentialOf(stream.cameraId)).toMatchObject({ mayBeTried: false });
    await sql`update credential set retry_at = retry_at - interval '1 hour'`.execute(catalogue.db);
    expect(await wanted()).toBe(true);
  });

  it('tries it at once when a person wants it', async () => {
    await cameras.countRefusals(stream.cameraId, 3);
    expect(await wanted()).toBe(false);
    await cameras.retryNow(streamId);
    expect(await wanted()).toBe(true);
  });

  it('counts anew once it was accepted', async () => {
    await refuse();
    await letMinutePass();
    await catalogue.leases.started(await catalogue.claim(streamId), enrolledMs);
    expect(await refusals()).toEqual({ refusals: 0, retry_at: null });
  });
});

describe('when a camera is at fault', () => {
  const udpOnly = { ...failed, reason: 'unsupported', code: 'camera-udp-only' } as const;

  it('tells the code of its failure until it records, or fails otherwise', async () => {
    const code = async () => (await cameras.get(stream.cameraId))?.recording.code;
    const lease = await catalogue.claim(streamId);
    await catalogue.leases.release(lease, udpOnly);
    expect(await code()).toBe('camera-udp-only');
    await letRetryComeDue(catalogue.db, streamId);
    await catalogue.leases.release(await catalogue.claim(streamId), failed);
    expect(await code()).toBeUndefined();
    await letRetryComeDue(catalogue.db, streamId);
    await catalogue.leases.release(await catalogue.claim(streamId), udpOnly);
    await letRetryComeDue(catalogue.db, streamId);
    await catalogue.leases.started(await catalogue.claim(streamId), catalogue.clock.nowMs());
    expect(await code()).toBeUndefined();
  });
});

describe('when a try waits for a keyframe', () => {
  const waiting = { reason: 'no-keyframe', message: 'waiting for a keyframe of the camera' } as const;
  const state = async () => (await cameras.get(stream.cameraId))?.recording;

  it('is told as waiting from the claim on, with the reason, and as recording from the first frame on', async () => {
    const lease = await catalogue.claim(streamId);
    expect(await state()).toMatchObject({ state: 'waiting', reason: 'recorder' });
    await catalogue.leases.waits(lease, waiting);
    expect(await state()).toMatchObject({ state: 'waiting', ...waiting });
    const { gaps } = await catalogue.account(streamId);
    expect(gaps.at(-1)).toMatchObject({ reason: 'no-keyframe' });
    await catalogue.leases.started(lease, catalogue.clock.nowMs());
    expect(await state()).toMatchObject({ state: 'recording' });
    await catalogue.leases.waits(lease, waiting);
    expect(await state()).toMatchObject({ state: 'recording' });
    expect((await leaseRow()).last_reason).toBeNull();
  });

  it('changes nothing for a try that is over', async () => {
    const lease = await catalogue.claim(streamId);
    await catalogue.leases.release(lease, failed);
    await catalogue.leases.waits(lease, waiting);
    expect(await state()).toMatchObject({ state: 'waiting', reason: 'offline' });
  });
});

describe('when a start is told after the lease was given back', () => {
  it('changes nothing: the gap that the end opened stays open, the next try stays where it was', async () => {
    const lease = await catalogue.claim(streamId);
    await catalogue.leases.release(lease, { ...failed, recordedToMs: enrolledMs + 5_000 });
    const before = [await leaseRow(), await catalogue.gaps(streamId, enrolledMs)];
    await catalogue.leases.started(lease, enrolledMs + 1_000);
    expect([await leaseRow(), await catalogue.gaps(streamId, enrolledMs)]).toEqual(before);
  });
});
