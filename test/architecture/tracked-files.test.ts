import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { root } from './cruise.ts';
import { filesOfGit, filesOnDisk } from './tracked-files.ts';

describe('when git lists the files of the project', () => {
  const listed = filesOfGit(root, '--cached', '--others', '--exclude-standard');

  it.skipIf(!listed)('finds the same files on disk (skipped: git does not answer here)', () => {
    const deleted = filesOfGit(root, '--deleted') ?? [];
    const present = listed?.filter((path) => !deleted.includes(path));
    expect(filesOnDisk(root).toSorted()).toEqual(present?.toSorted());
  });
});

describe('when the project is an archive that is unpacked without git', () => {
  let archive: string;

  beforeEach(() => {
    archive = mkdtempSync(join(tmpdir(), 'archive-'));
  });

  afterEach(() => rmSync(archive, { recursive: true }));

  it('finds its files, and not what is built or installed', () => {
    cpSync(join(root, 'config'), join(archive, 'config'), { recursive: true });
    for (const name of ['node_modules', 'dist', 'data', '.cache']) {
      mkdirSync(join(archive, name));
      writeFileSync(join(archive, name, 'x.ts'), '');
    }
    writeFileSync(join(archive, 'npm-debug.log'), '');
    expect(filesOfGit(archive)).toBeUndefined();
    expect(filesOnDisk(archive)).toContain('config/load.ts');
    expect(filesOnDisk(archive).filter((path) => !path.startsWith('config/'))).toEqual([]);
  });
});
