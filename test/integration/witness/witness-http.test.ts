import { rmSync } from 'node:fs';
import { mkdtemp, readdir } from 'node:fs/promises';
import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { WitnessFolder } from '../../../src/adapters/disk/witness-folder.ts';
import { httpWitness } from '../../../src/adapters/witness/http-witness.ts';
import { witnessHandler } from '../../../src/adapters/witness/witness-handler.ts';
import { sha256Hex, silentLog } from '../../../src/core/index.ts';
import { openCheckpoint } from '../../../src/log/index.ts';
import { askWitness } from '../../../src/witness/index.ts';
import { aWitness, aWitnessedLog, logKey, logOrigin, witnessKey } from '../../support/witnessed-log.ts';

const log = aWitnessedLog(3, 7);
const shown = async () => ({
  size: 7,
  note: await log.checkpoint(7),
  proofFrom: (oldSize: number) => log.treeOf(7).consistencyProof(oldSize),
});
const failing = (code: string) => expect.objectContaining({ code }) as Error;
const ending: (() => void)[] = [];

async function serve(handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ending.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serveWitness = (admits = () => true) =>
  serve(witnessHandler({ witness: aWitness(), log: silentLog, admits }));

const post = (url: string, body: Uint8Array) =>
  fetch(`${url}/add-checkpoint`, { method: 'POST', body: Buffer.from(body) });

afterEach(() => {
  for (const end of ending.splice(0)) end();
});

describe('when a witness is called over HTTP', () => {
  it('shows the newest checkpoint under the hash of its origin, once there is one', async () => {
    const url = await serveWitness();
    const newest = `${url}/${sha256Hex(Buffer.from(logOrigin))}/checkpoint`;
    expect((await fetch(newest)).status).toBe(404);
    await post(url, await log.request(0, 7));
    const answer = Buffer.from(await (await fetch(newest)).arrayBuffer());
    expect(openCheckpoint(answer, logKey, [witnessKey]).witnesses).toHaveLength(1);
  });

  it('refuses another method, another path, a body that is too large, and whoever may not call', async () => {
    const url = await serveWitness();
    const statuses = [
      await fetch(`${url}/add-checkpoint`),
      await fetch(`${url}/elsewhere`, { method: 'POST' }),
      await post(url, Buffer.alloc(70_000)),
      await post(url, Buffer.of()),
      await post(await serveWitness(() => false), await log.request(0, 7)),
    ].map(({ status }) => status);
    expect(statuses).toEqual([405, 404, 413, 400, 403]);
  });

  it('stops listening to an address that calls too often', async () => {
    const url = await serveWitness();
    const statuses: number[] = [];
    for (let call = 0; call < 122; call++) statuses.push((await fetch(`${url}/elsewhere`)).status);
    expect(statuses.slice(119)).toEqual([404, 429, 429]);
  });

  it('signs one of many calls that come at once, and has stored it when it answers', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'witness-'));
    ending.push(() => rmSync(folder, { recursive: true }));
    const memory = new WitnessFolder(folder);
    const url = await serve(
      witnessHandler({ witness: aWitness(memory), log: silentLog, admits: () => true }),
    );
    const body = await log.request(0, 7);
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(url, body)));
    const [signed, ...conflicts] = answers.toSorted((a, b) => a.status - b.status);
    expect([signed?.status, ...new Set(conflicts.map(({ status }) => status))]).toEqual([200, 409]);
    expect(conflicts[0]?.headers.get('content-type')).toBe('text/x.tlog.size');
    expect(await conflicts[0]?.text()).toBe('7\n');
    expect(openCheckpoint((await memory.read(logOrigin)) ?? Buffer.of(), logKey).checkpoint.size).toBe(7);
    expect(await readdir(join(folder, 'seen'))).toEqual([sha256Hex(Buffer.from(logOrigin))]);
  });

  it("serves others while a call's body stays away", async () => {
    const url = await serveWitness();
    const slow = httpRequest(`${url}/add-checkpoint`, { method: 'POST', headers: { 'Content-Length': 100 } });
    slow.on('error', () => {});
    slow.write('old 0\n');
    expect((await post(url, await log.request(0, 7))).status).toBe(200);
    slow.destroy();
  });
});

describe('when a witness answers our log', () => {
  const answering = async (status: number, body: string, headers: Record<string, string> = {}) =>
    httpWitness(await serve((_, response) => response.writeHead(status, headers).end(body)), witnessKey);
  const size = { 'Content-Type': 'text/x.tlog.size' };

  it.each([
    ['no HTTP', 500, 'x', {}, 'witness-unavailable'],
    ['a redirect', 302, '', { Location: 'http://127.0.0.1:1/' }, 'witness-unavailable'],
    ['too many calls', 429, '', {}, 'witness-unavailable'],
    ['a log that it does not know', 404, '', {}, 'log-refused-by-witness'],
    ['the same, as versions before say it', 403, 'unknown log', {}, 'log-refused-by-witness'],
    ['a fork', 422, '', {}, 'log-forked'],
    ['a fork, as versions before say it', 409, '', {}, 'log-forked'],
    ['more leaves than there are', 409, '8\n', size, 'log-behind-witness'],
    ['a size that is none', 409, '-1\n', size, 'witness-unavailable'],
    ['a size beyond numbers', 409, '9007199254740993\n', size, 'witness-unavailable'],
    ['another size at each call', 409, '3\n', size, 'witness-unavailable'],
    ['no signature', 200, '', {}, 'cosignature-wrong'],
    ['lines that are no signatures', 200, 'hello\n', {}, 'cosignature-wrong'],
    ['without end', 200, 'x'.repeat(70_000), {}, 'witness-unavailable'],
  ])('takes %s for an error with a name', async (_, status, body, headers, code) => {
    await expect(askWitness(await answering(status, body, headers), await shown(), 0)).rejects.toThrow(
      failing(code),
    );
  });

  it('takes no signature of another checkpoint, and none of a key that it does not know', async () => {
    const reply = await aWitness().addCheckpoint(await log.request(0, 3));
    const of3 = 'cosignature' in reply ? Buffer.from(reply.cosignature).toString() : '';
    await expect(askWitness(await answering(200, of3), await shown(), 0)).rejects.toThrow(
      failing('cosignature-wrong'),
    );
    const renamed = of3.replace('witness.example/w1', 'witness.example/w2');
    await expect(askWitness(await answering(200, renamed), await shown(), 0)).rejects.toThrow(
      failing('cosignature-wrong'),
    );
  });

  it('adds the signature once, however often it asks', async () => {
    const witness = httpWitness(await serveWitness(), witnessKey);
    const first = await askWitness(witness, await shown(), 0);
    const again = await askWitness(witness, { ...(await shown()), note: first.note }, 7);
    expect(openCheckpoint(again.note, logKey, [witnessKey]).witnesses).toHaveLength(1);
    expect(again.note.length).toBe(first.note.length);
  });
});
