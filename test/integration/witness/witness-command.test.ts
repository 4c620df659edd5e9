import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WitnessFolder } from '../../../src/adapters/disk/witness-folder.ts';
import { httpWitness } from '../../../src/adapters/witness/http-witness.ts';
import {
  formatVerifierKey,
  keyFingerprint,
  openCheckpoint,
  parseVerifierKey,
} from '../../../src/log/index.ts';
import { askWitness, formatCheckpointRequest, sizeSeenBy } from '../../../src/witness/index.ts';
import { aWitnessedLog, checkpointOf, logKey } from '../../support/witnessed-log.ts';
import { runCommand } from '../operations/command-run.ts';
import { type RunningWitness, startWitness } from './witness-process.ts';

const log = aWitnessedLog(3, 7, 300);
const shownAt = async (size: number) => ({
  size,
  note: await log.checkpoint(size),
  proofFrom: (oldSize: number) => log.treeOf(size).consistencyProof(oldSize),
});
const remote = ({ url, keyText }: RunningWitness) => httpWitness(url, parseVerifierKey(keyText));
const failing = (code: string) => expect.objectContaining({ code }) as Error;

let folder: string;
const running: RunningWitness[] = [];
const start = async (...args: string[]): Promise<RunningWitness> => {
  const witness = await startWitness(join(folder, 'w'), args);
  running.push(witness);
  return witness;
};
const know = () => runCommand(['witness', 'know', formatVerifierKey(logKey), '--folder', join(folder, 'w')]);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'witness-'));
});

afterEach(async () => {
  for (const witness of running.splice(0)) await witness.end('SIGKILL');
  rmSync(folder, { recursive: true });
});

describe('when another office runs a witness', () => {
  it('signs what continues, and refuses rollback and fork, also after it was killed', async () => {
    expect((await know()).out).toContain(keyFingerprint(logKey));
    const first = await start('--name', 'witness.example/w1');
    const { note, witness } = await askWitness(remote(first), await shownAt(7), 0);
    expect(openCheckpoint(note, logKey, [parseVerifierKey(first.keyText)]).witnesses).toHaveLength(1);
    expect(witness.key.name).toBe('witness.example/w1');
    await expect(startWitness(join(folder, 'w'))).rejects.toThrow('another witness works in');
    await first.end('SIGKILL');

    const again = await start();
    expect(again.keyText).toBe(first.keyText);
    const asked = remote(again);
    expect(await sizeSeenBy(asked, await shownAt(7))).toBe(7);
    await expect(askWitness(asked, await shownAt(3), 3)).rejects.toThrow(failing('log-behind-witness'));
    const forked = { ...(await shownAt(7)), note: checkpointOf(7, Buffer.alloc(32, 9)) };
    await expect(askWitness(asked, forked, 7)).rejects.toThrow(failing('log-forked'));
    // It is told of 3, and goes on from 7, which the answer names.
    expect((await askWitness(asked, await shownAt(300), 3)).witness.timeS).toBeGreaterThan(1_700_000_000);
    expect(await again.end('SIGTERM')).toBe(0);
  });

  it('signs a checkpoint that was brought as a file, and says what it has seen when the proof is another', async () => {
    await new WitnessFolder(join(folder, 'w')).addLog(formatVerifierKey(logKey));
    const bring = async (oldSize: number, size: number) => {
      const file = join(folder, `to-${size}`);
      const { note: checkpoint, proofFrom } = await shownAt(size);
      const proof = oldSize === 0 ? [] : await proofFrom(oldSize);
      writeFileSync(file, formatCheckpointRequest({ oldSize, proof, checkpoint }));
      return { file, outcome: await runCommand(['witness', 'offline', file, '--folder', join(folder, 'w')]) };
    };
    const { file, outcome } = await bring(0, 7);
    expect(outcome.status).toBe(0);
    const keyText = readFileSync(join(folder, 'w/witness.vkey'), 'utf8').trim();
    const brought = readFileSync(`${file}.cosigned`);
    expect(openCheckpoint(brought, logKey, [parseVerifierKey(keyText)]).witnesses).toHaveLength(1);
    const second = await bring(3, 300);
    expect([second.outcome.status, second.outcome.err]).toEqual([
      1,
      expect.stringContaining('has signed 7 leaves'),
    ]);
    expect(statSync(join(folder, 'w/witness-key')).mode & 0o077).toBe(0);
    await expect(startWitness(join(folder, 'w'), ['--name', 'b.example'])).rejects.toThrow(
      'is called witness.',
    );
  });
});
