import { afterEach, describe, expect, it, vi } from 'vitest';
import { hourMs, newId, type StreamId, unavailable } from '../../../src/core/index.ts';
import { leaseMs, renewEveryMs } from '../../../src/recording/index.ts';
import { aSupervisor, later, turns } from './fakes.ts';

const reasons = ({ leases }: ReturnType<typeof aSupervisor>) =>
  leases.released.map(({ outcome }) => outcome.reason);

afterEach(() => vi.useRealTimers());

describe('when a stream is to be recorded', () => {
  it('is recorded from its first keyframe on, and the lease book is told when that was', async () => {
    const { supervisor, recording, recorder, leases, clock } = aSupervisor();
    const { streamId } = await recording();
    expect(recorder.processes).toHaveLength(1);
    expect(leases.started_).toMatchObject([{ lease: { streamId }, firstFrameMs: clock.nowMs() }]);
    expect(supervisor.size).toBe(1);
  });

  it('is skipped while this worker holds it or is about to', async () => {
    const { supervisor, recording, leases } = aSupervisor();
    const { streamId } = await recording();
    expect(await supervisor.record(streamId)).toEqual({ kind: 'skipped', why: 'held' });
    leases.slow = later();
    const other = newId('stream', 0);
    const first = supervisor.record(other);
    expect(await supervisor.record(other)).toEqual({ kind: 'skipped', why: 'held' });
    leases.slow.resolve();
    void first;
  });

  it('is skipped by a worker that is full, also while the others are still being claimed', async () => {
    const { supervisor, leases } = aSupervisor({ capacity: 2 });
    leases.slow = later();
    const outcomes = [1, 2, 3, 4].map(() => supervisor.record(newId('stream', 0)));
    expect(await Promise.all(outcomes.slice(2))).toEqual([
      { kind: 'skipped', why: 'full' },
      { kind: 'skipped', why: 'full' },
    ]);
    leases.slow.resolve();
    await turns();
    expect(supervisor.size).toBe(2);
  });

  it.each([
    ['camera-offline', 'offline'],
    ['camera-busy', 'offline'],
    ['camera-basic-only', 'unsupported'],
    ['camera-refused-password', 'auth'],
    ['camera-unsupported', 'unsupported'],
    ['camera-without-keyframe', 'no-keyframe'],
    ['anything-else', 'recorder'],
  ])('gives it back with the reason when the camera fails with %s', async (code, reason) => {
    const fakes = aSupervisor();
    fakes.relay.answer = later();
    const outcome = fakes.supervisor.record(newId('stream', 0));
    fakes.relay.answer.reject(unavailable(code, 'no'));
    expect(await outcome).toMatchObject({ kind: 'failed', end: { reason } });
    expect(reasons(fakes)).toEqual([reason]);
    expect(fakes.leases.released[0]?.outcome.retryInMs).toBeGreaterThan(500);
    expect(fakes.supervisor.size).toBe(0);
  });

  it('tells the failure of the camera beside the reason of the gap', async () => {
    const fakes = aSupervisor();
    fakes.relay.answer = later();
    const outcome = fakes.supervisor.record(newId('stream', 0));
    fakes.relay.answer.reject(unavailable('camera-udp-only', 'no'));
    await outcome;
    expect(fakes.leases.released[0]?.outcome).toMatchObject({
      reason: 'unsupported',
      code: 'camera-udp-only',
    });
  });

  it.each([true, false])('may use Basic only where that is allowed for the camera: %s', async (isAllowed) => {
    const fakes = aSupervisor();
    fakes.leases.allowsBasic = isAllowed;
    await fakes.recording();
    expect(fakes.relay.targets.map(({ allowsBasic = false }) => allowsBasic)).toEqual([isAllowed]);
  });

  it('names the missing keyframe while it waits for one, and gives up in the end', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const fakes = aSupervisor();
    const streamId = newId('stream', 0);
    const outcome = fakes.supervisor.record(streamId);
    await turns();
    expect(fakes.leases.waiting).toEqual([]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(fakes.leases.waiting).toMatchObject([{ lease: { streamId }, reason: 'no-keyframe' }]);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(await outcome).toMatchObject({ kind: 'failed', end: { reason: 'no-keyframe' } });
    expect(fakes.leases.started_).toEqual([]);
  });

  it('is a gap `disk` when the spool has no room for it, and leaves the camera', async () => {
    const fakes = aSupervisor();
    fakes.spool.isFull = true;
    const outcome = fakes.supervisor.record(newId('stream', 0));
    await turns();
    fakes.relay.last.sendKeyframe(0);
    expect(await outcome).toMatchObject({ kind: 'failed', end: { reason: 'disk' } });
    expect(fakes.relay.last.isClosed).toBe(true);
  });
});

describe('when a recorder is slow to start', () => {
  it('tells the camera as recorded only when it writes', async () => {
    const fakes = aSupervisor();
    fakes.recorder.isSlow = true;
    const outcome = fakes.supervisor.record(newId('stream', 0));
    await turns();
    fakes.relay.last.sendKeyframe(0);
    await turns();
    expect(fakes.leases.started_).toEqual([]);
    fakes.recorder.last.beginning.resolve(true);
    expect(await outcome).toMatchObject({ kind: 'recording' });
    expect(fakes.leases.started_).toHaveLength(1);
  });

  it.each([
    ['has no turn', 'closed', 'not-started', 'this machine is overloaded: 9 recorders were starting'],
    [
      'is late for its relay',
      'recorder-stalled',
      'finished',
      'this machine is overloaded: the recorder did not start',
    ],
  ] as const)(
    'gives the camera up when it %s, naming the overload, and no other',
    async (_how, gone, kind, message) => {
      const fakes = aSupervisor();
      await fakes.recording();
      fakes.recorder.isSlow = true;
      fakes.recorder.isHanging = true;
      const streamId = newId('stream', 0);
      const outcome = fakes.supervisor.record(streamId);
      await turns();
      fakes.relay.last.sendKeyframe(0);
      await turns();
      if (gone === 'recorder-stalled') fakes.relay.last.breakOff(gone, 'The recorder did not accept data.');
      fakes.recorder.last.end.resolve({ kind, message: kind === 'finished' ? '' : message });
      const end = { reason: 'recorder', message: expect.stringContaining(message) as string };
      expect(await outcome).toMatchObject({ kind: 'failed', end });
      expect(fakes.leases.released).toMatchObject([{ lease: { streamId }, outcome: end }]);
      expect(fakes.leases.started_).toHaveLength(1);
      expect(fakes.supervisor.size).toBe(1);
    },
  );
});

describe('when our clock steps by an hour', () => {
  it.each([hourMs, -hourMs])(
    'ends every run with reason `clock`, to begin anew at once (%i ms)',
    async (stepMs) => {
      const fakes = aSupervisor();
      const { streamId } = await fakes.recording();
      await fakes.recording();
      fakes.clock.step(stepMs);
      await fakes.round();
      await turns();
      expect(reasons(fakes)).toEqual(['clock', 'clock']);
      expect(fakes.leases.released.map(({ outcome }) => outcome.retryInMs)).toEqual([0, 0]);
      await fakes.recording(streamId);
      await fakes.round();
      await turns();
      expect(fakes.supervisor.size).toBe(1);
    },
  );

  it('gives up a camera that is still being connected: its relay tells the old time', async () => {
    const fakes = aSupervisor();
    const outcome = fakes.supervisor.record(newId('stream', 0));
    await turns();
    fakes.clock.step(hourMs);
    await fakes.round();
    expect(await outcome).toMatchObject({ kind: 'failed', end: { reason: 'clock', isRenewal: true } });
    expect(fakes.relay.last.isClosed).toBe(true);
    expect(fakes.recorder.processes).toEqual([]);
  });

  it('records on when it is merely slewed', async () => {
    const fakes = aSupervisor();
    await fakes.recording();
    for (let i = 0; i < 20; i++) {
      fakes.clock.advance(2_000);
      fakes.clock.step(100);
      await fakes.round();
    }
    expect(fakes.supervisor.size).toBe(1);
  });
});

describe('when the disk has no more than its reserve', () => {
  it('ends every run, so that there is room for what makes room', async () => {
    const fakes = aSupervisor();
    await fakes.recording();
    await fakes.recording();
    await fakes.round();
    expect(fakes.supervisor.size).toBe(2);
    fakes.spool.isBelowReserve = true;
    await fakes.round();
    await turns();
    expect(reasons(fakes)).toEqual(['disk', 'disk']);
  });
});

describe('when a lease is lost', () => {
  it('stops that run and no other', async () => {
    const fakes = aSupervisor();
    const { streamId, session } = await fakes.recording();
    const kept = await fakes.recording();
    fakes.leases.takeAway(streamId);
    await fakes.round();
    await turns();
    expect(session.isClosed).toBe(true);
    expect(kept.session.isClosed).toBe(false);
    expect(fakes.supervisor.size).toBe(1);
  });

  it('stops that run seconds after a hang, when the relay has read what came meanwhile', async () => {
    const fakes = aSupervisor();
    const { streamId, session } = await fakes.recording();
    fakes.leases.takeAway(streamId);
    fakes.clock.advance(leaseMs + 1);
    for (const isClosed of [false, false, true]) {
      await fakes.round();
      await turns();
      expect(session.isClosed).toBe(isClosed);
      fakes.clock.advance(renewEveryMs);
    }
  });

  it('stops that run seconds after a hang that began while a renewal was under way', async () => {
    const fakes = aSupervisor();
    const { session } = await fakes.recording();
    const answer = later<Set<StreamId>>();
    vi.spyOn(fakes.leases, 'renew').mockReturnValueOnce(answer.promise).mockResolvedValue(new Set());
    const renewal = fakes.supervisor.renew();
    fakes.clock.advance(leaseMs + 1);
    answer.resolve(new Set());
    await renewal;
    for (const isClosed of [false, true]) {
      await turns();
      expect(session.isClosed).toBe(isClosed);
      fakes.clock.advance(3_000);
      await fakes.round();
    }
  });

  it('does not begin a run whose camera is still being connected', async () => {
    const fakes = aSupervisor();
    fakes.relay.answer = later();
    const streamId = newId('stream', 0);
    const outcome = fakes.supervisor.record(streamId);
    await turns();
    fakes.leases.takeAway(streamId);
    await fakes.round();
    fakes.relay.answer.resolve();
    expect(await outcome).toMatchObject({ kind: 'failed' });
    expect(fakes.relay.last.isClosed).toBe(true);
    expect(fakes.recorder.processes).toEqual([]);
  });

  it('leaves alone a run of a later epoch that began while the answer was under way', async () => {
    const fakes = aSupervisor();
    const { streamId, session } = await fakes.recording();
    const answer = later<Set<StreamId>>();
    vi.spyOn(fakes.leases, 'renew').mockReturnValueOnce(answer.promise);
    const renewal = fakes.supervisor.renew();
    session.breakOff('offline');
    await turns();
    const next = await fakes.recording(streamId);
    answer.resolve(new Set());
    await renewal;
    await turns();
    expect(next.session.isClosed).toBe(false);
  });
});

describe('when a report or the disk takes its time', () => {
  it.each(['report', 'disk'])('renews the leases all the same: %s', async (slow) => {
    const fakes = aSupervisor();
    const outcome = fakes.supervisor.record(newId('stream', 0));
    await turns();
    fakes.leases.isDown = true;
    fakes.relay.last.sendKeyframe(0);
    await outcome;
    fakes.leases.isDown = false;
    const never = new Promise<never>(() => {});
    if (slow === 'report') vi.spyOn(fakes.leases, 'started').mockReturnValue(never);
    else vi.spyOn(fakes.spool, 'hasFreeSpace').mockReturnValue(never);
    const renewed = vi.spyOn(fakes.leases, 'renew');
    void fakes.supervisor.tend();
    for (let i = 0; i < 3; i++) await fakes.supervisor.renew();
    expect(renewed).toHaveBeenCalledTimes(3);
    expect(fakes.supervisor.size).toBe(1);
  });

  it('reports the starts of many cameras a few at a time, and leaves connections to others', async () => {
    const fakes = aSupervisor();
    const reports = vi.spyOn(fakes.leases, 'started').mockRejectedValue(new Error('away'));
    for (let i = 0; i < 10; i++) await fakes.recording();
    let [underWay, most] = [0, 0];
    reports.mockImplementation(async () => {
      most = Math.max(most, ++underWay);
      await turns();
      underWay--;
    });
    await fakes.supervisor.tend();
    expect([most, underWay]).toEqual([4, 0]);
  });
});

describe('when the catalogue is away', () => {
  it('records on, and tells the start when it is back', async () => {
    const fakes = aSupervisor();
    const outcome = fakes.supervisor.record(newId('stream', 0));
    await turns();
    fakes.leases.isDown = true;
    const firstFrameMs = fakes.clock.nowMs();
    fakes.relay.last.sendKeyframe(firstFrameMs);
    expect(await outcome).toMatchObject({ kind: 'recording' });
    await fakes.round();
    expect(fakes.supervisor.size).toBe(1);
    fakes.leases.isDown = false;
    fakes.clock.advance(60_000);
    await fakes.round();
    await fakes.round();
    expect(fakes.leases.started_).toMatchObject([{ firstFrameMs }]);
  });

  it('lets go of a run that ended: its lease expires by itself', async () => {
    const fakes = aSupervisor();
    const { session } = await fakes.recording();
    fakes.leases.isDown = true;
    session.breakOff('offline');
    await turns();
    expect(fakes.supervisor.size).toBe(0);
  });

  it('fails the job of a stream that cannot be claimed', async () => {
    const fakes = aSupervisor();
    fakes.leases.isDown = true;
    await expect(fakes.supervisor.record(newId('stream', 0))).rejects.toMatchObject({
      code: 'catalogue-unavailable',
    });
    fakes.leases.isDown = false;
    await fakes.recording();
  });
});

describe('when the worker drains', () => {
  it('finishes every file, gives every lease back, and takes no stream any more', async () => {
    const fakes = aSupervisor();
    const { process } = await fakes.recording();
    await fakes.recording();
    process.closeFile(0, 0, 5_000);
    await fakes.supervisor.drain();
    expect(fakes.leases.released).toHaveLength(2);
    expect(fakes.leases.released.map(({ outcome }) => [outcome.reason, outcome.retryInMs])).toEqual([
      ['recorder', 0],
      ['recorder', 0],
    ]);
    expect(fakes.spool.closed).toHaveLength(1);
    expect(await fakes.supervisor.record(newId('stream', 0))).toEqual({ kind: 'skipped', why: 'draining' });
  });

  it.each(['is still being claimed', 'does not answer yet', 'sends no keyframe yet'])(
    'waits for a camera that %s, does not record it, and blames nobody',
    async (when) => {
      const fakes = aSupervisor();
      if (when === 'is still being claimed') fakes.leases.slow = later();
      if (when === 'does not answer yet') fakes.relay.answer = later();
      const outcome = fakes.supervisor.record(newId('stream', 0));
      await turns();
      const drained = fakes.supervisor.drain();
      fakes.leases.slow?.resolve();
      fakes.relay.answer?.resolve();
      await drained;
      expect(await outcome).toMatchObject({ kind: 'failed', end: { reason: 'recorder', isRenewal: true } });
      expect(fakes.recorder.processes).toEqual([]);
      expect(fakes.relay.sessions.every(({ isClosed }) => isClosed)).toBe(true);
      expect(reasons(fakes)).toEqual(['recorder']);
      expect(fakes.supervisor.size).toBe(0);
    },
  );
});
