import { describe, expect, it } from 'vitest';
import { AppError, silentLog, unavailable } from '../../../src/core/index.ts';
import {
  formatNote,
  type LogPolicy,
  openCheckpoint,
  parseNote,
  type SignedNote,
  verifierKey,
} from '../../../src/log/index.ts';
import { AskedWitnesses, type Departure, type RemoteWitness } from '../../../src/witness/index.ts';
import { HandClock } from '../../support/hand-clock.ts';
import { keysOf } from '../../support/log-files.ts';
import { aWitness, aWitnessedLog, logKey, witnessKey } from '../../support/witnessed-log.ts';

const otherKey = verifierKey('witness.example/w2', 'cosignature', keysOf('3'.repeat(64)).publicKey);
const alone: LogPolicy = { logs: [], witnesses: [{ key: witnessKey }], quorum: { key: witnessKey } };
const both: LogPolicy = {
  logs: [],
  witnesses: [{ key: witnessKey }, { key: otherKey }],
  quorum: { threshold: 2, members: [{ key: witnessKey }, { key: otherKey }] },
};
const away: RemoteWitness = {
  key: otherKey,
  addCheckpoint: () => Promise.reject(unavailable('witness-unavailable', 'it does not answer')),
};

/** A log of some sizes in memory, at one of them, and what asks witnesses about it. */
function aShownLog(witnesses: readonly RemoteWitness[], policy = alone) {
  const log = aWitnessedLog(3, 7, 300);
  const left: Departure[] = [];
  let stored: Uint8Array | undefined;
  let kept: Uint8Array | undefined;
  const shown = {
    read: log.stored.read,
    note: async () => stored,
    addSignatures: async ({ signatures }: SignedNote) => {
      const { text } = parseNote(stored ?? Buffer.of());
      stored = formatNote({ text, signatures });
      return true;
    },
    keepWitnessed: async (note: SignedNote) => {
      kept = formatNote(note);
    },
  };
  const asked = () =>
    new AskedWitnesses({
      log: shown,
      key: async () => logKey,
      policy,
      witnesses,
      book: { note: async (departure) => void left.push(departure) },
      clock: new HandClock(),
      diary: silentLog,
    });
  return {
    left,
    asked,
    /** As others find it when the log has gone on. */
    kept: () => kept,
    is: async (size: number) => {
      stored = await log.checkpoint(size);
    },
    signers: () =>
      openCheckpoint(stored ?? Buffer.of(), logKey, [witnessKey]).witnesses.map(({ key }) => key.name),
  };
}

/** A witness in this process, and the bodies that it was asked. */
function aRemoteWitness() {
  const [witness, bodies] = [aWitness(), [] as string[]];
  const remote: RemoteWitness = {
    key: witnessKey,
    addCheckpoint: (body) => {
      bodies.push(Buffer.from(body).toString('latin1').split('\n')[0] ?? '');
      return witness.addCheckpoint(body);
    },
  };
  return { remote, bodies };
}

describe('when checkpoints are shown to witnesses', () => {
  it('keeps the signature with the checkpoint, and notes that it left', async () => {
    const { remote, bodies } = aRemoteWitness();
    const log = aShownLog([remote]);
    const asked = log.asked();
    await asked.show();
    expect(log.left).toEqual([]);
    for (const size of [3, 7, 300]) {
      await log.is(size);
      await asked.show();
      await asked.show();
      expect(log.signers()).toEqual(['witness.example/w1']);
      const kept = openCheckpoint(log.kept() ?? Buffer.of(), logKey, [witnessKey]);
      expect([kept.checkpoint.size, kept.witnesses.length]).toEqual([size, 1]);
    }
    expect(bodies).toEqual(['old 0', 'old 3', 'old 7']);
    expect(log.left.map(({ way, size }) => [way, size])).toEqual([
      ['witness', 3],
      ['witness', 7],
      ['witness', 300],
    ]);
  });

  it('takes the signature of one while another is away, and has not left before both signed', async () => {
    const log = aShownLog([away, aRemoteWitness().remote], both);
    await log.is(3);
    await log.asked().show();
    expect(log.signers()).toEqual(['witness.example/w1']);
    expect(log.left).toEqual([]);
    expect(log.kept()).toBeUndefined();
  });

  it('asks again at the next checkpoint whom it did not reach', async () => {
    const { remote } = aRemoteWitness();
    let isAway = true;
    const log = aShownLog([
      { key: witnessKey, addCheckpoint: (body) => (isAway ? away : remote).addCheckpoint(body) },
    ]);
    const asked = log.asked();
    await log.is(3);
    await asked.refuseSetBack();
    await asked.show();
    expect(log.signers()).toEqual([]);
    isAway = false;
    await log.is(7);
    await asked.show();
    expect(log.signers()).toEqual(['witness.example/w1']);
  });
});

describe('when a witness knows more of the log than there is', () => {
  it('refuses to go on after a start, and each time until the witness is content', async () => {
    const { remote } = aRemoteWitness();
    const log = aShownLog([remote]);
    await log.is(300);
    await log.asked().show();
    await log.is(7);
    const asked = log.asked();
    for (let time = 0; time < 2; time++)
      await expect(asked.refuseSetBack()).rejects.toMatchObject({ code: 'log-behind-witness' });
    await log.is(300);
    await asked.refuseSetBack();
  });

  it('refuses to go on when a witness has signed another log, and learns that between two rounds', async () => {
    const { remote } = aRemoteWitness();
    let isForked = false;
    const forked = () => Promise.reject(new AppError('conflict', 'log-forked', 'it has signed another tree'));
    const log = aShownLog([
      { key: witnessKey, addCheckpoint: (body) => (isForked ? forked() : remote.addCheckpoint(body)) },
    ]);
    const asked = log.asked();
    await log.is(3);
    await asked.refuseSetBack();
    isForked = true;
    await log.is(7);
    await asked.show();
    await expect(asked.refuseSetBack()).rejects.toMatchObject({ code: 'log-forked' });
  });
});
