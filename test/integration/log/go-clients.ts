import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { type Missing, programMissing } from '../../support/unless.ts';

const source = join(import.meta.dirname, '../../fixtures/go-log');

/** Runs Go in the folder of the program. It asks the network for nothing that lies in its module cache. */
const go = (...command: readonly string[]) =>
  spawnSync('go', command, {
    cwd: source,
    encoding: 'utf8',
    env: { ...process.env, GOFLAGS: '-mod=readonly', GOTOOLCHAIN: 'local' },
    timeout: 180_000,
  });

/** Why the clients in Go cannot be built here. */
export function goClientsMissing(): Missing {
  const missing = programMissing('go', 'golang');
  if (missing) return missing;
  const { status, stderr } = go('mod', 'download');
  return status === 0 ? undefined : `Go has no modules for it: ${stderr.trim().split('\n').at(-1)}`;
}

/** What the program is asked; `test/fixtures/go-log/main.go` says what it answers. */
export interface GoQuestion {
  readonly folder: string;
  readonly logKey: string;
  /** Seed of the witness's key, 32 bytes in hex. */
  readonly witnessSeed: string;
  /** How many leaves each growth of the log added. */
  readonly growths: readonly number[];
  readonly indexes: readonly number[];
  readonly oldSizes: readonly number[];
}

export interface GoAnswer {
  readonly origin: string;
  readonly size: number;
  readonly root: string;
  readonly witnessTime: number;
  readonly witnessKey: string;
  readonly entries: number;
  readonly paths: readonly string[];
  readonly inclusion: Readonly<Record<string, readonly string[]>>;
  readonly consistency: Readonly<Record<string, readonly string[]>>;
  readonly roots: Readonly<Record<string, string>>;
  /** The checkpoint with a cosignature made in Go. */
  readonly cosigned: string;
}

/** Builds the program as `program`. Throws what the compiler said. */
export function buildGoClients(program: string): void {
  const { status, stderr } = go('build', '-buildvcs=false', '-o', program, '.');
  if (status !== 0) throw new Error(stderr);
}

/** Throws what the program refused. */
export function askGoClients(program: string, question: GoQuestion): GoAnswer {
  const { status, stdout, stderr } = spawnSync(program, {
    input: JSON.stringify(question),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as GoAnswer;
}
