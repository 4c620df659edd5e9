import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { Tally } from './tally.ts';

/** A check of the sources that is no test: a command that passes with exit status 0. */
interface Gate {
  readonly name: string;
  readonly command: readonly string[];
}

/** The slowest first. The import rules and the documents are tests, in test/architecture. */
const gates: readonly Gate[] = [
  { name: 'eslint', command: ['eslint', '--max-warnings', '0', '.'] },
  {
    name: 'typecheck',
    command: ['tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/typecheck'],
  },
  { name: 'typecheck of the console', command: ['tsc', '-p', 'src/web'] },
  { name: 'knip', command: ['knip', '--no-progress'] },
  { name: 'biome', command: ['biome', 'check', '--error-on-warnings', '.'] },
];

export const gateNames: readonly string[] = gates.map(({ name }) => name);

/** Two at a time: the smallest machine this is made for has two cores. */
const atOnce = 2;

/** Runs the gates with these names; each counts as one. */
export async function runGates(names: readonly string[], print: (line: string) => void): Promise<Tally> {
  const waiting = gates.filter(({ name }) => names.includes(name));
  const tally: Tally = { passed: 0, failed: 0, skipped: [] };
  const lane = async () => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) {
      if (await passes(gate, print)) tally.passed++;
      else tally.failed++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return tally;
}

async function passes({ name, command }: Gate, print: (line: string) => void): Promise<boolean> {
  const startMs = performance.now();
  const [program = '', ...args] = command;
  const child = spawn(`node_modules/.bin/${program}`, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const [output, complaints, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  const seconds = ((performance.now() - startMs) / 1_000).toFixed(1);
  print(`${status === 0 ? 'passed' : 'FAILED'} ${name} (${seconds} s)`);
  if (status !== 0) print(lastLines(`${output}${complaints}`));
  return status === 0;
}

const lastLines = (output: string): string => output.trimEnd().split('\n').slice(-60).join('\n');
