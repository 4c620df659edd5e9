import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aGap, aPicture, aRelease, SignerCrash, SigningDesk } from '../../support/signing-desk.ts';

const names = ['cam_1', 'cam_2', 'cam_3'];
const facts = [
  (n: number) => aGap(names[n % 3] ?? ''),
  (n: number) => aPicture('cam_1', n),
  () => aRelease('hold_1'),
];

/** Every stated record is one leaf, in the order of its chain; nothing waits, and the marks are right. */
async function expectWhole(desk: SigningDesk): Promise<void> {
  const leaves = await desk.leaves();
  expect(leaves).toHaveLength(desk.stated.size);
  expect(desk.outbox.rows).toEqual([]);
  expect(desk.outbox.size).toBe(leaves.length);
  for (const [place, body] of desk.stated)
    expect(leaves[desk.outbox.leaves.get(place) ?? -1], place).toEqual(body);
}

/** Seals, and is killed at that step, unless it needs fewer; answers whether it was. */
async function killedAt(desk: SigningDesk, step: number, isDone: boolean): Promise<boolean> {
  const signer = desk.signer(5);
  desk.acts.crashAt(step, isDone);
  try {
    await signer.seal();
    return false;
  } catch (error) {
    if (!(error instanceof SignerCrash)) throw error;
    return true;
  }
}

describe('when the signer is killed', () => {
  it('leaves at every step what the next one finishes, and no record twice', async () => {
    for (const isDone of [false, true])
      for (let step = 0, wasKilled = true; wasKilled; step++) {
        const desk = new SigningDesk();
        for (let n = 0; n < 251; n++) desk.state(aGap(`cam_${n % 50}`));
        await desk.signer().seal();
        for (let n = 0; n < 9; n++) desk.state(facts[n % 3]?.(n) ?? aGap('cam_1'));
        wasKilled = await killedAt(desk, step, isDone);
        desk.state(aGap('cam_1'));
        await desk.signer().seal();
        await expectWhole(desk);
        expect([...desk.store.objects.keys()].filter((key) => key.includes('/000.p/'))).toEqual([
          expect.stringContaining('tile/1/000.p/1'),
        ]);
        expect(step).toBeLessThan(60);
      }
  });

  it('goes on after any number of kills, while records come in whatever order their transactions end', async () => {
    const kill = fc.record({
      records: fc.array(fc.record({ kind: fc.nat(2), isUnseen: fc.boolean() }), { maxLength: 12 }),
      step: fc.nat(25),
      isDone: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(kill, { minLength: 1, maxLength: 6 }), async (kills) => {
        const desk = new SigningDesk();
        const late = new Set<string>();
        for (const { records, step, isDone } of kills) {
          // What was not seen is now: its id is lower than those of what was taken meanwhile.
          desk.outbox.unseen.clear();
          late.clear();
          for (const [n, { kind, isUnseen }] of records.entries()) {
            const row = desk.state(facts[kind]?.(n) ?? aGap('cam_1'));
            // Within a chain, a later record is never seen before an earlier one.
            if (isUnseen || late.has(row.chain)) {
              late.add(row.chain);
              desk.outbox.unseen.add(row.id);
            }
          }
          await killedAt(desk, step, isDone);
        }
        desk.outbox.unseen.clear();
        desk.state(aGap('cam_1'));
        await desk.signer(5).seal();
        await expectWhole(desk);
      }),
      { numRuns: 150 },
    );
  });

  it('marks again what a catalogue of an earlier day does not know', async () => {
    const desk = new SigningDesk();
    for (let n = 0; n < 600; n++) desk.state(facts[n % 3]?.(n) ?? aGap('cam_1'));
    const rows = [...desk.outbox.rows];
    await desk.signer().seal();
    desk.outbox.leaves.clear();
    desk.outbox.size = 0;
    desk.outbox.rows = rows;
    expect(await desk.signer().seal()).toEqual({ size: 600, sealed: 0, refused: [] });
    await expectWhole(desk);
  });
});
