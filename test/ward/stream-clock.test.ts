import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ward } from '../../scripts/ward/index.ts';
import { cameraOf, quietWard, WARD_TIMEOUT_MS } from './support/quiet-ward.ts';
import { RtspClient } from './support/rtsp-client.ts';

const NTP_EPOCH_S = 2_208_988_800;
const skewMs = -86_400_000 * 40;
let ward: Ward;

beforeAll(async () => {
  const each = { 0: { clockSkewMs: skewMs }, 1: { burstsCachedGop: false, encoderDelayMs: 0 } };
  ward = await quietWard({ cameras: 3, each });
}, WARD_TIMEOUT_MS);
afterAll(() => ward.stop());

interface Report {
  cameraMs: number;
  timestamp: number;
}

function readReport(rtcp: Buffer): Report {
  const seconds = rtcp.readUInt32BE(8) - NTP_EPOCH_S;
  return {
    cameraMs: seconds * 1000 + (rtcp.readUInt32BE(12) / 2 ** 32) * 1000,
    timestamp: rtcp.readUInt32BE(16),
  };
}

/** What the camera says of when a packet's frame was captured. */
function capturedMs(rtp: Buffer, report: Report): number {
  return report.cameraMs + ((rtp.readUInt32BE(4) - report.timestamp) | 0) / 90;
}

/** As the ward reckons it, which runs in this process. */
const wardMs = () => performance.timeOrigin + performance.now();

function expectBetween(ms: number, fromMs: number, toMs: number): void {
  expect(ms).toBeGreaterThan(fromMs - 1);
  expect(ms).toBeLessThan(toMs + 1);
}

const onFrameGrid = (ms: number) => Math.abs((((ms * 15) / 1000) % 1) - 0.5) > 0.49;

async function listen(number: number) {
  const client = new RtspClient(cameraOf(ward, number).facts);
  const reports = client.packets('rtcp', 1);
  const frames = client.packets('rtp', 150);
  const reply = await client.play();
  const [report] = (await reports).map(readReport);
  return { reply, report: report as Report, packets: await frames, client };
}

describe('when a camera reports its clock', () => {
  it('gives every frame the instant it was captured, whose frame number the loop knows', async () => {
    const beforeMs = wardMs();
    const { report, packets, client } = await listen(2);
    expectBetween(report.cameraMs, beforeMs, wardMs());
    const captures = packets.map((packet) => capturedMs(packet, report));
    expect(captures.filter((ms) => !onFrameGrid(ms))).toEqual([]);
    client.close();
  });

  it('keeps its sender reports on its own clock when that is skewed', async () => {
    const beforeMs = wardMs();
    const { report, client } = await listen(0);
    expectBetween(report.cameraMs - skewMs, beforeMs, wardMs());
    client.close();
  });
});

describe('when a client asks to PLAY', () => {
  it('gets the cached GOP at once, from the packet that RTP-Info names', async () => {
    const { reply, report, packets, client } = await listen(2);
    const [first] = packets;
    expect(reply.head).toContain(`seq=${first?.readUInt16BE(2)};rtptime=${first?.readUInt32BE(4)}`);
    expect((first?.[12] ?? 0) & 0x1f).toBe(24);
    expect(Math.round((capturedMs(first as Buffer, report) * 15) / 1000) % 30).toBe(0);
    client.close();
  });

  it('waits for the next keyframe where the camera caches nothing', async () => {
    const askedMs = wardMs();
    const { report, packets, client } = await listen(1);
    const firstMs = capturedMs(packets[0] as Buffer, report);
    expect(firstMs).toBeGreaterThan(askedMs);
    expect(Math.round((firstMs * 15) / 1000) % 30).toBe(0);
    client.close();
  });
});
