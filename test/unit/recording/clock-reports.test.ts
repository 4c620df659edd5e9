import { describe, expect, it } from 'vitest';
import { dayMs } from '../../../src/core/index.ts';
import { aSupervisor } from './fakes.ts';

/** A camera that records for 20 seconds, and reports that its clock is a minute behind. */
async function reporting() {
  const stage = aSupervisor();
  const { session } = await stage.recording();
  const report = (behindMs: number) => {
    const mediaMs = stage.clock.nowMs() - session.wallMs;
    session.senderReport = { ntpMs: stage.clock.nowMs() - behindMs, rtp: 1, mediaMs };
  };
  const later = async (ms: number) => {
    stage.clock.advance(ms);
    report(60_000);
    await stage.supervisor.tend();
  };
  return { ...stage, session, report, later };
}

describe('when a camera reports its clock', () => {
  it('takes it to the ledger once the timing of the run is exact, and once a day', async () => {
    const { clocks, later } = await reporting();
    await later(5_000);
    expect(clocks.kept).toEqual([]);
    await later(15_000);
    await later(60_000);
    expect(clocks.kept).toMatchObject([{ reading: { source: 'rtcp', offsetMs: -60_000, errorMs: 1_000 } }]);
    await later(dayMs);
    expect(clocks.kept).toHaveLength(2);
  });

  it('tries again while the catalogue is away', async () => {
    const { clocks, later } = await reporting();
    clocks.isDown = true;
    await later(20_000);
    clocks.isDown = false;
    await later(5_000);
    expect(clocks.kept).toHaveLength(1);
  });

  it('leaves out a report that is old, or of no time that a clock shows', async () => {
    const { clocks, clock, session, supervisor } = await reporting();
    clock.advance(120_000);
    session.senderReport = { ntpMs: clock.nowMs() - 60_000, rtp: 1, mediaMs: 1_000 };
    await supervisor.tend();
    session.senderReport = { ntpMs: 77, rtp: 1, mediaMs: clock.nowMs() - session.wallMs };
    await supervisor.tend();
    expect(clocks.kept).toEqual([]);
  });
});
