import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** Names this run of the machine (proc_sys_kernel(5)); one of our own where the kernel does not tell it. */
export const readBootId = async (file = '/proc/sys/kernel/random/boot_id'): Promise<string> =>
  (await readFile(file, 'utf8').catch(() => randomUUID())).trim();
