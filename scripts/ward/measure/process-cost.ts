import { readFile } from 'node:fs/promises';

/** USER_HZ of Linux, the unit of /proc/<pid>/stat. */
const TICKS_PER_SECOND = 100;

export interface ProcessCost {
  cpuSeconds: number;
  /** Proportional set size. */
  pssBytes: number;
}

/** Resources used by a process since its start. Linux only. */
export async function processCost(pid: number): Promise<ProcessCost> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const memory = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
  const pssKib = Number(/^Pss:\s+(\d+)/m.exec(memory)?.[1] ?? 0);
  return { cpuSeconds: ticks / TICKS_PER_SECOND, pssBytes: pssKib * 1024 };
}
