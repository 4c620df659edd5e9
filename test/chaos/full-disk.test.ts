import { afterAll, beforeAll, expect, it } from 'vitest';
import { RecordedWard, reasonsOf } from '../support/recorded-ward.ts';
import { mountSmallDisk } from '../support/small-disk.ts';
import { describeUnless } from '../support/unless.ts';

/** Looked at before the disk is full. */
const asideMs = 5_000;
const small = mountSmallDisk(64 * 1024);

describeUnless(small.missing, 'when the disk of the spool is full', () => {
  let ward: RecordedWard;

  beforeAll(async () => {
    ward = await RecordedWard.raise({
      ward: { cameras: 2, firstAddress: '127.20.54.1' },
      spool: small.path,
    });
  });

  afterAll(async () => {
    await ward?.demo.stop();
    small.remove();
  });

  it('declares that, and records every camera again when there is room', async () => {
    const before = await ward.runs;
    const fullAtMs = Date.now();
    const makeRoom = small.fill();
    for (const number of [0, 1]) await ward.shows(number, { state: 'waiting', reason: 'disk' });
    makeRoom();
    for (const number of [0, 1]) await ward.shows(number, { state: 'recording' });
    await ward.ingested(before);
    const seen = await ward.accounted({ fromMs: fullAtMs - asideMs, toMs: Date.now() });
    for (const camera of seen) expect(new Set(reasonsOf(camera))).toEqual(new Set(['disk']));
  });
});
