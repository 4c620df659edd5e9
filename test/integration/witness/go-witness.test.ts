import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { httpWitness } from '../../../src/adapters/witness/http-witness.ts';
import { witnessHandler } from '../../../src/adapters/witness/witness-handler.ts';
import { silentLog } from '../../../src/core/index.ts';
import { formatVerifierKey, openCheckpoint, verifierKey } from '../../../src/log/index.ts';
import { askWitness, formatCheckpointRequest, sizeSeenBy } from '../../../src/witness/index.ts';
import { GoProgram } from '../../support/go-program.ts';
import { keysOf } from '../../support/log-files.ts';
import { describeUnless } from '../../support/unless.ts';
import { aWitness, aWitnessedLog, checkpointOf, logKey, witnessKey } from '../../support/witnessed-log.ts';

const program = new GoProgram('go-witness');
const log = aWitnessedLog(1, 3, 255, 256, 700);
const shownAt = async (size: number) => ({
  size,
  note: await log.checkpoint(size),
  proofFrom: (oldSize: number) => log.treeOf(size).consistencyProof(oldSize),
});
const failing = (code: string) => expect.objectContaining({ code }) as Error;

describeUnless(program.missing(), 'when a witness that others wrote signs our log', () => {
  const seed = '3'.repeat(64);
  const key = verifierKey('go.example/w', 'cosignature', keysOf(seed).publicKey);
  let folder: string;
  let binary: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'go-witness-'));
    binary = join(folder, 'go-witness');
    program.build(binary);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const started: ChildProcess[] = [];
  afterAll(() => {
    for (const child of started) child.kill();
  });

  /** Another one each time: it forgets with its process. */
  async function theirWitness() {
    const signerKey = `PRIVATE+KEY+${key.name}+00000000+${Buffer.from(`01${seed}`, 'hex').toString('base64')}`;
    const child = spawn(binary, ['serve', formatVerifierKey(logKey), signerKey]);
    started.push(child);
    const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return httpWitness(url, key);
  }

  it('verifies our proofs from size to size, and we its signatures', async () => {
    const witness = await theirWitness();
    for (const size of [1, 3, 255, 256, 700]) {
      const { note } = await askWitness(witness, await shownAt(size), size === 3 ? 0 : 1);
      expect(openCheckpoint(note, logKey, [key]).witnesses).toHaveLength(1);
    }
  });

  it('tells us the size that it has seen, and refuses rollback, fork and a log that it does not know', async () => {
    const witness = await theirWitness();
    await askWitness(witness, await shownAt(255), 0);
    expect(await sizeSeenBy(witness, await shownAt(3))).toBe(255);
    await expect(askWitness(witness, await shownAt(3), 0)).rejects.toThrow(failing('log-behind-witness'));
    const forked = { ...(await shownAt(700)), note: checkpointOf(700, Buffer.alloc(32, 9)) };
    await expect(askWitness(witness, forked, 255)).rejects.toThrow(failing('log-forked'));
    const other = { ...(await shownAt(3)), note: checkpointOf(3, Buffer.alloc(32), 'other.example/log') };
    await expect(askWitness(witness, other, 0)).rejects.toThrow(failing('log-refused-by-witness'));
  });
});

describeUnless(program.missing(), 'when a client that others wrote asks our witness', () => {
  let folder: string;
  let binary: string;
  let server: Server;
  let url: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'go-witness-'));
    binary = join(folder, 'go-witness');
    program.build(binary);
    server = createServer(witnessHandler({ witness: aWitness(), log: silentLog, admits: () => true }));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });

  async function ask(body: Uint8Array): Promise<{ lines: string; size: number; error: string }> {
    const child = spawn(binary, ['ask', url]);
    child.stdin.end(body);
    const [answer] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return JSON.parse(answer) as { lines: string; size: number; error: string };
  }

  it('gets signatures, the size after a conflict, and each refusal under its name', async () => {
    const first = await ask(await log.request(0, 3));
    expect(
      openCheckpoint(Buffer.concat([await log.checkpoint(3), Buffer.from(first.lines)]), logKey, [witnessKey])
        .witnesses,
    ).toHaveLength(1);
    expect(await ask(await log.request(1, 256))).toEqual({ lines: '', size: 3, error: 'stale' });
    expect(await ask(await log.request(3, 256))).toEqual(expect.objectContaining({ error: '' }));
    const ofFork = { oldSize: 256, proof: [], checkpoint: checkpointOf(256, Buffer.alloc(32, 9)) };
    const ofOther = {
      oldSize: 0,
      proof: [],
      checkpoint: checkpointOf(3, Buffer.alloc(32), 'other.example/log'),
    };
    const rolledBack = { oldSize: 256, proof: [], checkpoint: await log.checkpoint(3) };
    const unsigned = Buffer.from(
      Buffer.from(await log.checkpoint(700))
        .toString()
        .replace('\n700\n', '\n701\n'),
    );
    const ofNobody = { oldSize: 256, proof: [], checkpoint: unsigned };
    const errors: string[] = [];
    for (const request of [ofFork, ofOther, rolledBack, ofNobody])
      errors.push((await ask(formatCheckpointRequest(request))).error);
    expect(errors).toEqual(['proof', 'unknown log', 'old size', 'no signature']);
  });
});
