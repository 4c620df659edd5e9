import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Missing } from './unless.ts';

/** A file system that is soon full. Only root may mount one. */
export interface SmallDisk {
  readonly path: string;
  readonly missing: Missing;
  /** Takes its last byte, until the answer is called. */
  fill(): () => void;
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
      fill: () => () => {},
      remove: () => {},
    };
  }
  const remove = () => {
    execFileSync('umount', [path]);
    rmSync(path, { recursive: true });
  };
  return { path, missing: undefined, fill: () => fill(join(path, 'filler')), remove };
}

function fill(file: string): () => void {
  const chunk = Buffer.alloc(64 * 1024);
  try {
    for (;;) appendFileSync(file, chunk);
  } catch {
    return () => rmSync(file);
  }
}
