import { describe, expect, it } from 'vitest';
import { minuteMs } from '../../../src/core/index.ts';
import { aSupervisor, turns } from './fakes.ts';

describe('when files close', () => {
  it('keeps their facts and announces them, each starting where the last ended (I3)', async () => {
    const { recording, spool, announced, clock } = aSupervisor();
    const { process } = await recording();
    const startMs = clock.nowMs();
    process.closeFile(0, 0, 60_000);
    process.closeFile(1, 60_000, 119_000);
    await turns();
    expect(spool.closed).toMatchObject([
      { seq: 0, startMs, endMs: startMs + 60_000, mediaFromMs: 0, mediaToMs: 60_000 },
      { seq: 1, startMs: startMs + 60_000, endMs: startMs + 119_000 },
    ]);
    expect(announced).toEqual(spool.closed);
  });

  it('lets a file last until the first keyframe of the next is shown, in open GOPs too', async () => {
    const { recording, spool, clock } = aSupervisor();
    const { process, session } = await recording();
    session.leadMs = 120;
    process.closeFile(0, 0, 59_880);
    process.closeFile(1, 60_000, 119_880);
    await turns();
    const startMs = clock.nowMs();
    expect(spool.closed).toMatchObject([
      { endMs: startMs + 60_000, mediaFromMs: 0, mediaToMs: 60_000 },
      { startMs: startMs + 60_000, endMs: startMs + 120_000, mediaFromMs: 60_000, mediaToMs: 120_000 },
    ]);
  });

  it('says in the end how far it is recorded', async () => {
    const { recording, leases, clock } = aSupervisor();
    const { process, session } = await recording();
    process.closeFile(0, 0, 60_000);
    session.breakOff('offline');
    await turns();
    expect(leases.released).toMatchObject([{ outcome: { recordedToMs: clock.nowMs() + 60_000 } }]);
  });

  it('says no farther than to the last file whose facts are stored (I4)', async () => {
    const { recording, leases, clock, spool } = aSupervisor();
    const { process, session } = await recording();
    process.closeFile(0, 0, 60_000);
    await turns();
    spool.isFull = true;
    process.closeFile(1, 60_000, 119_000);
    session.breakOff('offline');
    await turns();
    expect(leases.released).toMatchObject([{ outcome: { recordedToMs: clock.nowMs() + 60_000 } }]);
  });

  it('keeps the facts later, in order, when the spool was full for a while', async () => {
    const { recording, spool, announced, supervisor } = aSupervisor();
    const { process } = await recording();
    spool.isFull = true;
    process.closeFile(0, 0, 60_000);
    process.closeFile(1, 60_000, 120_000);
    await turns();
    await supervisor.tend();
    expect(spool.closed).toEqual([]);
    spool.isFull = false;
    await supervisor.tend();
    await turns();
    expect(spool.closed.map(({ seq }) => seq)).toEqual([0, 1]);
    expect(announced).toHaveLength(2);
  });

  it('keeps them at the end of the run at the latest', async () => {
    const { recording, spool, supervisor } = aSupervisor();
    const { process } = await recording();
    spool.isFull = true;
    process.closeFile(0, 0, 60_000);
    await turns();
    spool.isFull = false;
    await supervisor.drain();
    expect(spool.closed).toHaveLength(1);
  });

  it('does not mind that Redis is away: the spool scan finds the file', async () => {
    const announce = () => Promise.reject(new Error('Redis is away'));
    const { recording, spool, supervisor } = aSupervisor({ announce });
    const { process } = await recording();
    process.closeFile(0, 0, 60_000);
    process.closeFile(1, 60_000, 120_000);
    await turns();
    expect(spool.closed).toHaveLength(2);
    expect(supervisor.size).toBe(1);
  });
});

describe('when a run begins', () => {
  it('keeps what the first frame turns out to be, for a file that never closes', async () => {
    const { recording, spool, supervisor, clock } = aSupervisor();
    const { session } = await recording();
    session.wallMs -= 1_800;
    clock.advance(2_000);
    await supervisor.tend();
    expect([...spool.runs.values()]).toMatchObject([{ firstFrameMs: session.wallMs }]);
  });

  it('is watched on when that cannot be kept', async () => {
    const { recording, spool, supervisor, clock } = aSupervisor();
    const { session } = await recording();
    session.wallMs -= 1_800;
    spool.isFull = true;
    await supervisor.tend();
    spool.isFull = false;
    clock.advance(2_000);
    await supervisor.tend();
    expect([...spool.runs.values()]).toMatchObject([{ firstFrameMs: session.wallMs }]);
  });
});

describe('when the picture format changes', () => {
  const finished = { kind: 'finished', message: '' } as const;

  it('goes on in the same run: the next recorder begins when the last has finished its file', async () => {
    const { recording, recorder, spool, leases, clock } = aSupervisor();
    const { session, process } = await recording();
    process.closeFile(0, 0, 60_000);
    session.changeFormat(70_000);
    await turns();
    expect(recorder.processes).toHaveLength(1);
    process.closeFile(1, 60_000, 70_000);
    process.end.resolve(finished);
    await turns();
    const next = recorder.last;
    expect(next.order).toMatchObject({
      url: `${session.url}-70000`,
      firstSeq: 2,
      directory: process.order.directory,
    });
    next.closeFile(2, 0, 50_000);
    await turns();
    const startMs = clock.nowMs();
    expect(spool.closed).toMatchObject([
      { seq: 0, startMs, endMs: startMs + 60_000 },
      { seq: 1, startMs: startMs + 60_000, endMs: startMs + 70_000 },
      { seq: 2, startMs: startMs + 70_000, endMs: startMs + 120_000, mediaFromMs: 70_000 },
    ]);
    expect([session.isClosed, leases.released]).toEqual([false, []]);
  });

  it('leaves the open file of a recorder that was killed alone', async () => {
    const { recording, recorder } = aSupervisor();
    const { session, process } = await recording();
    process.closeFile(0, 0, 60_000);
    session.changeFormat(70_000);
    process.end.resolve({ kind: 'failed', message: 'killed' });
    await turns();
    expect(recorder.last.order.firstSeq).toBe(2);
  });

  it('records what waits for the next recorder when the session ends meanwhile', async () => {
    const { recording, recorder, leases, clock } = aSupervisor();
    recorder.isHanging = true;
    const { session, process } = await recording();
    session.changeFormat(70_000);
    await turns();
    process.closeFile(0, 0, 70_000);
    process.end.resolve(finished);
    session.breakOff('offline');
    await turns();
    recorder.last.closeFile(1, 0, 2_000);
    recorder.last.end.resolve(finished);
    await turns();
    expect(leases.released).toMatchObject([
      { outcome: { reason: 'offline', recordedToMs: clock.nowMs() + 72_000 } },
    ]);
  });
});

describe('when a half of the run ends', () => {
  it.each([
    ['offline', 'offline', false],
    ['auth', 'auth', false],
    ['unsupported', 'unsupported', false],
    ['recorder-stalled', 'recorder', false],
  ] as const)('tells %s of the camera as `%s`', async (reason, gap, isAtOnce) => {
    const { recording, leases } = aSupervisor();
    const { session } = await recording();
    session.breakOff(reason);
    await turns();
    expect(leases.released).toMatchObject([{ outcome: { reason: gap } }]);
    expect(leases.released[0]?.outcome.retryInMs === 0).toBe(isAtOnce);
  });

  it('tells a full disk as `disk`, though the broken connection is noticed first', async () => {
    const { recording, leases, recorder } = aSupervisor();
    recorder.isHanging = true;
    const { session, process } = await recording();
    session.breakOff('recorder-stalled', 'The recorder closed its connection.');
    await turns();
    process.end.resolve({ kind: 'disk-full', message: 'No space left on device' });
    await turns();
    expect(leases.released).toMatchObject([
      { outcome: { reason: 'disk', message: 'No space left on device' } },
    ]);
  });

  it('tells why a recorder could not be started, and goes on with the others', async () => {
    const { recording, leases, recorder, supervisor, spool } = aSupervisor();
    await recording();
    recorder.isHanging = true;
    const { streamId, session, process } = await recording();
    session.breakOff('recorder-stalled', 'The recorder did not accept data.');
    process.end.resolve({ kind: 'not-started', message: 'this machine is overloaded' });
    await turns();
    await turns();
    expect(leases.released).toMatchObject([
      { lease: { streamId }, outcome: { reason: 'recorder', message: 'this machine is overloaded' } },
    ]);
    expect(supervisor.size).toBe(1);
    expect(spool.held.size).toBe(1);
  });

  it('leaves the camera when the recorder failed', async () => {
    const { recording, leases } = aSupervisor();
    const { session, process } = await recording();
    process.end.resolve({ kind: 'failed', message: 'killed' });
    await turns();
    expect(session.isClosed).toBe(true);
    expect(leases.released).toMatchObject([{ outcome: { reason: 'recorder', message: 'killed' } }]);
  });
});

describe('when no segment closes any more', () => {
  it('stops the recorder, insisting, without waiting for it: others must be renewed', async () => {
    const { recording, recorder, tendFor, leases } = aSupervisor();
    recorder.isHanging = true;
    const { process } = await recording();
    await tendFor(149_000);
    expect(process.stops).toBe(0);
    await tendFor(2_000);
    expect(process.stops).toBeGreaterThan(0);
    process.end.resolve({ kind: 'failed', message: 'killed' });
    await turns();
    await turns();
    expect(leases.released).toMatchObject([
      { outcome: { reason: 'recorder', message: 'no segment closed for 151 s' } },
    ]);
  });

  it('gives a camera with a GOP of minutes the time it needs, but not for ever', async () => {
    const { recording, tendFor, leases } = aSupervisor();
    const { session } = await recording();
    session.gopMs = 5 * minuteMs;
    await tendFor(12 * minuteMs);
    expect(session.isClosed).toBe(false);
    session.gopMs = 13 * minuteMs;
    await tendFor(3 * minuteMs);
    expect(session.isClosed).toBe(true);
    await turns();
    expect(leases.released).toMatchObject([
      { outcome: { reason: 'no-keyframe', message: 'the camera sent no keyframe for 842 s' } },
    ]);
  });

  it('blames no recorder for the time in which this process stood still', async () => {
    const { recording, supervisor, clock, tendFor } = aSupervisor();
    const { session } = await recording();
    await tendFor(100_000);
    clock.advance(minuteMs);
    await supervisor.tend();
    await tendFor(150_000);
    expect(session.isClosed).toBe(false);
    await tendFor(2_000);
    expect(session.isClosed).toBe(true);
  });
});

describe('when a camera sends more than one object holds', () => {
  it('begins a new run at once, with segments half as long', async () => {
    const { recording, supervisor, leases } = aSupervisor();
    const { session, process, streamId } = await recording();
    expect(process.order.segmentMs).toBe(60_000);
    session.bytes = 40 * 2 ** 20;
    process.closeFile(0, 0, 60_000);
    session.bytes += 47 * 2 ** 20;
    await supervisor.tend();
    expect(session.isClosed).toBe(false);
    session.bytes += 2 * 2 ** 20;
    await supervisor.tend();
    await turns();
    expect(leases.released).toMatchObject([{ outcome: { reason: 'recorder', retryInMs: 0 } }]);
    const next = await recording(streamId);
    expect(next.process.order.segmentMs).toBe(30_000);
    expect((await recording()).process.order.segmentMs).toBe(60_000);
  });
});
