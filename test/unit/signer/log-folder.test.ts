import { describe, expect, it } from 'vitest';
import {
  cosign,
  type NoteSignature,
  openCheckpoint,
  parseNote,
  verifierKey,
} from '../../../src/log/index.ts';
import { keysOf } from '../../support/log-files.ts';
import { aBeat, deskKey, SigningDesk } from '../../support/signing-desk.ts';

const { privateKey, publicKey } = keysOf('2'.repeat(64));
const witness = verifierKey('witness.example/w1', 'cosignature', publicKey);
const cosigned = (text: string, timeS: number): NoteSignature => cosign(text, timeS, witness, privateKey);

async function aSealedDesk() {
  const desk = new SigningDesk();
  desk.state(aBeat());
  await desk.signer().seal();
  const text = async () => parseNote(await desk.object('checkpoint')).text;
  const witnesses = async () =>
    openCheckpoint(await desk.object('checkpoint'), deskKey.verifier, [witness]).witnesses;
  return { desk, text, witnesses };
}

describe('when others sign the stored checkpoint', () => {
  it('keeps their signatures through further rounds and starts, the newest of each', async () => {
    const { desk, text, witnesses } = await aSealedDesk();
    for (const timeS of [1_796_000_000, 1_796_000_060]) {
      await desk.folder.addSignatures({ text: await text(), signatures: [cosigned(await text(), timeS)] });
      await desk.signer().seal();
    }
    await desk.folder.signHead(desk.memory.state.head, deskKey);
    expect((await witnesses()).map(({ timeS }) => timeS)).toEqual([1_796_000_060]);
    expect(parseNote(await desk.object('checkpoint')).signatures).toHaveLength(2);
  });

  it('puts no older checkpoint back, and takes no signature of it to a newer one', async () => {
    const { desk, text, witnesses } = await aSealedDesk();
    const old = await text();
    desk.state(aBeat());
    await desk.signer().seal();
    expect(await desk.folder.addSignatures({ text: old, signatures: [cosigned(old, 1_796_000_000)] })).toBe(
      false,
    );
    expect(await witnesses()).toEqual([]);
    expect(await desk.leaves()).toHaveLength(2);
  });
});
