import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DiskSignerMemory } from '../../../src/adapters/disk/signer-memory.ts';
import { nothingSigned, type Remembered } from '../../../src/signer/index.ts';

let directory: string;
let file: string;
const opened: DiskSignerMemory[] = [];

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'signer-memory-'));
  file = join(directory, 'memory');
});
afterEach(async () => {
  for (const memory of opened.splice(0)) await memory.close();
  await rm(directory, { recursive: true });
});

/** As a process just started. */
async function open(): Promise<DiskSignerMemory> {
  for (const memory of opened.splice(0)) await memory.close();
  const memory = await DiskSignerMemory.open(directory);
  opened.push(memory);
  return memory;
}

const headOf = (size: number) => ({ size, root: Buffer.alloc(32, size) });
const stepTo = (size: number, ...chains: string[]): Remembered => ({
  head: headOf(size),
  before: headOf(size - 1),
  atMs: 1_000 * size,
  ends: new Map(chains.map((chain) => [chain, { seq: size, digest: '5'.repeat(64) }])),
});

describe('when the signer remembers', () => {
  it('knows nothing at first', async () => {
    expect(await (await open()).recall()).toEqual(nothingSigned);
  });

  it('recalls the last head, and the newest end of every chain, in another process', async () => {
    const memory = await open();
    await memory.recall();
    await memory.remember(stepTo(1, 'a', 'b'));
    await memory.remember(stepTo(2, 'b', 'c'));
    const { ends, ...last } = await (await open()).recall();
    expect(last).toEqual({ head: headOf(2), before: headOf(1), atMs: 2_000 });
    expect([...ends].map(([chain, { seq }]) => `${chain} ${seq}`)).toEqual(['a 1', 'b 2', 'c 2']);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('recalls the newest step of a request', async () => {
    const memory = await open();
    const ends = new Map([['req/1', { seq: 5, digest: '5'.repeat(64), req: 3 }]]);
    await memory.remember(stepTo(1, 'a'));
    await memory.remember({ ...stepTo(2), ends });
    expect((await (await open()).recall()).ends.get('req/1')).toEqual(ends.get('req/1'));
    expect((await (await open()).recall()).ends.get('a')).toEqual({ seq: 1, digest: '5'.repeat(64) });
  });

  it('recalls the step before one that a crash cut anywhere, and goes on behind it', async () => {
    const memory = await open();
    await memory.remember(stepTo(1, 'a'));
    const { size: wholeBytes } = await stat(file);
    await memory.remember(stepTo(2, 'a'));
    const written = await readFile(file);
    for (let cut = wholeBytes; cut < written.length; cut += 41) {
      await writeFile(file, written);
      await truncate(file, cut);
      const cutMemory = await open();
      expect((await cutMemory.recall()).head.size, `after ${cut} bytes`).toBe(1);
      await cutMemory.remember(stepTo(2, 'b'));
      expect([...(await (await open()).recall()).ends.keys()]).toEqual(['a', 'b']);
    }
  });

  it('drops a last step whose bytes did not all reach the disk', async () => {
    const memory = await open();
    await memory.remember(stepTo(1, 'a'));
    const before = await readFile(file);
    await memory.remember(stepTo(2, 'a'));
    const after = await readFile(file);
    await writeFile(file, after.fill(0, before.length + 10, before.length + 90));
    expect((await (await open()).recall()).head.size).toBe(1);
  });

  it('refuses a file that is damaged before its end', async () => {
    const memory = await open();
    for (const size of [1, 2, 3]) await memory.remember(stepTo(size, 'a'));
    const bytes = await readFile(file);
    await writeFile(file, bytes.fill(0x20, 100, 101));
    await expect((await open()).recall()).rejects.toMatchObject({ code: 'signer-memory-damaged' });
  });

  it('ignores what a crash left of a file that was being written anew', async () => {
    await (await open()).remember(stepTo(1, 'a'));
    await appendFile(`${file}.new`, 'half a');
    expect((await (await open()).recall()).head.size).toBe(1);
  });

  it('keeps the file short, whatever the number of steps', async () => {
    const memory = await open();
    const chains = Array.from({ length: 200 }, (_, n) => `stream/cam_${n}/main`);
    for (let size = 1; size <= 120; size++) await memory.remember(stepTo(size, ...chains));
    expect((await stat(file)).size).toBeLessThan(1.2 * 1024 * 1024);
    expect((await (await open()).recall()).ends.size).toBe(200);
  });

  it('is of one process at a time', async () => {
    await open();
    await expect(DiskSignerMemory.open(directory)).rejects.toMatchObject({ code: 'signer-locked' });
  });
});
