import { spawnSync } from 'node:child_process';
import { mkdtemp, readlink, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = new URL('../../..', import.meta.url).pathname;

/** A PATH with these programs and nothing else. */
let bin: string;

beforeEach(async () => {
  bin = await mkdtemp(join(tmpdir(), 'bare-path-'));
  await symlink(await readlink('/proc/self/exe'), join(bin, 'node'));
  const { stdout } = spawnSync('sh', ['-c', 'for p in setpriv flock getent; do command -v $p; done'], {
    encoding: 'utf8',
  });
  for (const program of stdout.trim().split('\n'))
    await symlink(program, join(bin, program.replace(/.*\//, '')));
});

afterEach(() => rm(bin, { recursive: true }));

describe('when programs are missing and the system is not a Debian', () => {
  it('names them with the exact command, and stops', () => {
    const arguments_ = ['scripts/setup.mjs', '--for', 'start', '--', 'scripts/start.ts'];
    const { status, stdout, stderr } = spawnSync(join(bin, 'node'), arguments_, {
      cwd: root,
      env: { PATH: bin },
      encoding: 'utf8',
    });
    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('these programs are missing: ffmpeg, ffprobe, redis-server.');
    expect(stderr).toContain('apt-get install --no-install-recommends ffmpeg redis-server');
  });
});
