import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system that is soon full. Only root may mount one. */
export interface SmallDisk {
  readonly path: string;
  /** Why the tests that need it are skipped, for their titles; `undefined` when they run. */
  readonly missing: string | undefined;
  remove(): void;
}

export function mountSmallDisk(sizeKib: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeKib}k`, 'tmpfs', path], { stdio: 'pipe' });
  } catch {
    rmSync(path, { recursive: true });
    return { path, missing: 'skipped: only root may mount a small file system', remove: () => {} };
  }
  const remove = () => {
    execFileSync('umount', [path]);
    rmSync(path, { recursive: true });
  };
  return { path, missing: undefined, remove };
}
