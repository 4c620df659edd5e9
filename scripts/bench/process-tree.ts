import { readdirSync, readFileSync } from 'node:fs';

/** Kernel data of one process (proc(5)). */
interface ProcessFacts {
  readonly pid: number;
  readonly parent: number;
  readonly name: string;
  /** User and system time of the process and its reaped children, ms. */
  readonly cpuMs: number;
}

/** Resources of a process and all its living descendants. */
export interface TreeUsage {
  /** The root alone. */
  readonly own: Usage;
  /** All processes below the root. */
  readonly below: Usage;
}

export interface Usage {
  readonly cpuMs: number;
  /** Proportional set size: shared memory is divided among its users. */
  readonly pssBytes: number;
  readonly processes: number;
}

/** USER_HZ; 100 on every Linux that runs Node. */
const ticksPerSecond = 100;

function factsOf(pid: number): ProcessFacts | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0);
    return { pid, parent: Number(fields[1]), name, cpuMs: (ticks * 1000) / ticksPerSecond };
  } catch {
    return undefined; // The process has ended.
  }
}

function pssBytes(pid: number): number {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** Resources that the process tree under `root` has used so far. */
export function usageOf(root: number): TreeUsage {
  const all = readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .flatMap((pid) => factsOf(Number(pid)) ?? []);
  const below = descendants(root, all);
  return { own: sum(all.filter(({ pid }) => pid === root)), below: sum(below) };
}

function descendants(root: number, all: readonly ProcessFacts[]): ProcessFacts[] {
  const children = all.filter(({ parent }) => parent === root);
  return children.flatMap((child) => [child, ...descendants(child.pid, all)]);
}

const sum = (processes: readonly ProcessFacts[]): Usage => ({
  cpuMs: processes.reduce((total, { cpuMs }) => total + cpuMs, 0),
  pssBytes: processes.reduce((total, { pid }) => total + pssBytes(pid), 0),
  processes: processes.length,
});

/** Peak memory of a process since it started (proc(5), VmHWM). */
export function peakMemoryBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

/** Resources used between two measurements. */
export const since = (before: Usage, after: Usage): Usage => ({
  cpuMs: after.cpuMs - before.cpuMs,
  pssBytes: after.pssBytes,
  processes: after.processes,
});
