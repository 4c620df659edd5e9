import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as here from '../../../src/adapters/disk/spool/facts-file.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'facts-'));
});
afterEach(() => rm(directory, { recursive: true }));

describe('when two processes with one pid write the same file of facts, as in two containers', () => {
  it('keeps whole facts of one of them, and leaves nothing else', async () => {
    // The module loaded a second time is as another process: what it remembers is its own.
    const again = '../../../src/adapters/disk/spool/facts-file.ts?again';
    const there = (await import(again)) as typeof here;
    expect(there.writeWhole).not.toBe(here.writeWhole);
    const facts = { text: 'facts'.repeat(20_000) };
    for (let round = 0; round < 20; round++)
      await Promise.all([here, there].map(({ writeWhole }) => writeWhole(directory, 'run.json', facts)));
    expect(await here.readJson(join(directory, 'run.json'))).toEqual(facts);
    expect(await readdir(directory)).toEqual(['run.json']);
  });
});
