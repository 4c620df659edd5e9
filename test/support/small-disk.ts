import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Missing } from './unless.ts';

/** A file system that is soon full. Only root may mount one. */
export interface SmallDisk {
  readonly path: string;
  readonly missing: Missing;
  remove(): void;
}

export function mountSmallDisk(sizeKib: number): SmallDisk {
  const path = mkdtempSync(join(tmpdir(), 'small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeKib}k`, 'tmpfs', path], { stdio: 'pipe' });
  } catch {
    rmSync(path, { recursive: true });
    return {
      path,
      missing: 'only root may mount a small file system; run the tests as root',
      remove: () => {},
    };
  }
  const remove = () => {
    execFileSync('umount', [path]);
    rmSync(path, { recursive: true });
  };
  return { path, missing: undefined, remove };
}
