import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Missing, programMissing } from './unless.ts';

/** A program in Go, in a folder of `test/fixtures`. Go asks the network for nothing that lies in its module cache. */
export class GoProgram {
  private readonly source: string;

  constructor(folder: string) {
    this.source = join(import.meta.dirname, '../fixtures', folder);
  }

  /** Why it cannot be built here. */
  missing(): Missing {
    const missing = programMissing('go', 'golang');
    if (missing) return missing;
    const { status, stderr } = this.go('mod', 'download');
    return status === 0 ? undefined : `Go has no modules for it: ${stderr.trim().split('\n').at(-1)}`;
  }

  /** Builds it as `program`. Throws what the compiler said. */
  build(program: string): void {
    const { status, stderr } = this.go('build', '-buildvcs=false', '-o', program, '.');
    if (status !== 0) throw new Error(stderr);
  }

  private go = (...command: readonly string[]) =>
    spawnSync('go', command, {
      cwd: this.source,
      encoding: 'utf8',
      env: { ...process.env, GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local' },
      timeout: 180_000,
    });
}
