import { readFileSync } from 'node:fs';

/** USER_HZ; 100 on every Linux that runs Node. */
const ticksPerSecond = 100;

/** User and system time of a process with all its threads, ms (proc(5)); `undefined` once it has ended. */
export function processorMs(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond;
  } catch {
    return undefined;
  }
}
