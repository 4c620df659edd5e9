import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatNote, formatVerifierKey, keyFingerprint, noteKey, parseNote } from '../../../src/log/index.ts';
import { keysOf } from '../../support/log-files.ts';
import { aGap, deskKey, deskOrigin, SigningDesk } from '../../support/signing-desk.ts';
import { runCommand } from '../operations/command-run.ts';

const desk = new SigningDesk();
let folder: string;
let server: Server;

const prefix = `log/${deskOrigin}/`;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'monitor-'));
  writeFileSync(join(folder, 'log.vkey'), `${formatVerifierKey(deskKey.verifier)}\n`);
  server = createServer(({ url = '' }, answer) => {
    const bytes = desk.store.objects.get(`${prefix}${url.replace('/log/', '')}`);
    answer.writeHead(bytes ? 200 : 404).end(bytes);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await new Promise((resolve) => void server.close(resolve));
  rmSync(folder, { recursive: true });
});

const sealedGap = async () => {
  desk.state(aGap('cam_1'));
  await desk.signer().seal();
};
const monitor = (log: string) =>
  runCommand([
    ...['log', 'monitor', '--json', '--log', log],
    ...['--key', join(folder, 'log.vkey'), '--memory', join(folder, 'memory.json')],
  ]);
/** As a copy on a disk. */
const copied = () => {
  for (const [key, bytes] of desk.store.objects) {
    const path = join(folder, 'copy', key.slice(prefix.length));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  return join(folder, 'copy');
};

/** Of two signatures of the log the second one: of after the change. */
const withoutKey = (head: Uint8Array): Uint8Array => {
  const { text, signatures } = parseNote(head);
  const isOld = ({ keyId }: { keyId: number }) => keyId === deskKey.verifier.keyId;
  return formatNote({ text, signatures: signatures.filter((each) => !isOld(each)) });
};

describe('when an auditor runs the monitor', () => {
  it('follows a log by its address and as a copy, and keeps what it saw when it was rolled back', async () => {
    await sealedGap();
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`;
    expect(JSON.parse((await monitor(url)).out)).toMatchObject({ before: 0, leaves: 1, alarms: 0 });
    const old = copied();
    await sealedGap();
    expect(JSON.parse((await monitor(url)).out)).toMatchObject({ before: 1, leaves: 2, alarms: 0 });
    const seen = readFileSync(join(folder, 'memory.json'));
    const { status, out } = await monitor(old);
    expect([status, out.split('\n')[0]]).toEqual([
      1,
      '{"code":"rolled-back","says":"the log had 2 leaves, and has 1"}',
    ]);
    expect(readFileSync(join(folder, 'memory.json'))).toEqual(seen);
  });

  it('names the new key of a log whose key was changed, and goes on when it has it', async () => {
    await sealedGap();
    const log = copied();
    expect((await monitor(log)).status).toBe(0);
    const next = noteKey(deskOrigin, keysOf('b6'.repeat(32)).privateKey);
    const { seq, body } = desk.stateKeyChange({ old: deskKey, next });
    desk.outbox.rows = [];
    await desk.folder.keepKeyChange(seq, body);
    await desk.folder.signHead(desk.memory.state.head, next);
    const head = await desk.object('checkpoint');
    desk.store.objects.set(`${prefix}checkpoint`, withoutKey(head));
    const { status, err } = await monitor(copied());
    expect([status, err]).toEqual([1, expect.stringContaining(keyFingerprint(next.verifier))]);
    writeFileSync(join(folder, 'log.vkey'), `${formatVerifierKey(next.verifier)}\n`);
    expect((await monitor(copied())).status).toBe(0);
  });

  it('reads no log over plain HTTP from another machine', async () => {
    expect(await monitor('http://log.example/ward')).toMatchObject({
      status: 1,
      err: expect.stringContaining('--log: an address with https is expected') as string,
    });
  });
});
