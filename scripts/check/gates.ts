import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import pLimit from 'p-limit';
import type { Print } from './print.ts';
import { emptyTally, type Tally } from './tally.ts';

/** A check of the sources outside the tests: a command that passes with exit status 0. */
interface Gate {
  readonly name: string;
  readonly command: readonly string[];
}

/** Slowest first. The import rules and the documents are tests, in test/architecture. */
const gates: readonly Gate[] = [
  { name: 'eslint', command: ['eslint', '--max-warnings', '0', '.'] },
  {
    name: 'typecheck',
    command: ['tsc', '--noEmit', '--incremental', '--tsBuildInfoFile', '.cache/typecheck'],
  },
  { name: 'typecheck-console', command: ['tsc', '-p', 'src/web'] },
  { name: 'typecheck-verifier', command: ['tsc', '-p', 'src/verify-page'] },
  { name: 'knip', command: ['knip', '--no-progress'] },
  { name: 'biome', command: ['biome', 'check', '--error-on-warnings', '.'] },
];

export const gateNames: readonly string[] = gates.map(({ name }) => name);

/** Two at a time: the smallest supported machine has two cores. */
const atOnce = 2;

/** Runs the gates with these names; each counts as one. */
export async function runGates(names: readonly string[], print: Print): Promise<Tally> {
  const named = gates.filter(({ name }) => names.includes(name));
  const passed = await pLimit(atOnce).map(named, (gate) => passes(gate, print));
  const failed = passed.filter((didPass) => !didPass).length;
  return { ...emptyTally(), passed: passed.length - failed, failed };
}

async function passes({ name, command: [program = '', ...args] }: Gate, print: Print): Promise<boolean> {
  const startMs = performance.now();
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
