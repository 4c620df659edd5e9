import { describe, expect, it } from 'vitest';
import { openCheckpoint, type VerifierKey } from '../../../src/log/index.ts';
import {
  behindMonitored,
  formatMonitorMemory,
  LogMonitor,
  type MonitorMemory,
  nothingMonitored,
  parseMonitorMemory,
} from '../../../src/monitor/index.ts';
import type { LogFolder } from '../../../src/signer/index.ts';
import { deskKeys, forgetful, nextDeskOrigin } from '../../support/forgetful-desk.ts';
import { collected } from '../../support/log-files.ts';
import { aGap, deskKey, deskOrigin } from '../../support/signing-desk.ts';

/** The codes that a call tells, and what it remembers. */
async function followed(memory: MonitorMemory, folder: LogFolder, key: VerifierKey) {
  const { checkpoint } = openCheckpoint((await folder.read('checkpoint')) ?? Buffer.of(), key);
  const monitor = new LogMonitor(parseMonitorMemory(formatMonitorMemory(memory)));
  const alarms = await collected(monitor.catchUp(checkpoint, folder.read));
  return { codes: alarms.map(({ code }) => code), memory: monitor.memory(0) };
}

describe('when the log is opened anew', () => {
  it('is followed behind the end of the one before, and what waited there is a leaf like all others', async () => {
    const desk = await forgetful();
    const before = await followed(nothingMonitored(deskOrigin), desk.folder, deskKey.verifier);
    expect(before.codes).toEqual([]);
    await desk.openNext();
    await desk.seal();
    const memory = behindMonitored(before.memory, nextDeskOrigin);
    const after = await followed(memory, desk.next, deskKeys.next.verifier);
    expect(after.codes).toEqual(['log-opened-anew', 'key-changed']);
    desk.state(aGap('cam_1'));
    await desk.seal();
    expect((await followed(after.memory, desk.next, deskKeys.next.verifier)).codes).toEqual([]);
  });

  it('is told to have lost leaves that were seen before', async () => {
    const desk = await forgetful();
    const { memory } = await followed(nothingMonitored(deskOrigin), desk.folder, deskKey.verifier);
    await desk.openNext();
    const longer = { ...behindMonitored({ ...memory, size: 5 }, nextDeskOrigin) };
    const { codes } = await followed(longer, desk.next, deskKeys.next.verifier);
    expect(codes).toEqual(['link-differs', 'log-opened-anew', 'key-changed']);
  });
});
