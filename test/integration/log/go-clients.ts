import { spawnSync } from 'node:child_process';
import { GoProgram } from '../../support/go-program.ts';

export const goClients = new GoProgram('go-log');

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

/** Throws what the program refused. */
export function askGoClients(program: string, question: GoQuestion): GoAnswer {
  const { status, stdout, stderr } = spawnSync(program, {
    input: JSON.stringify(question),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as GoAnswer;
}
