import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The command lines of all processes that know of this folder: by argument, by environment, or as where they are. */
export const processesOfFolder = (folder: string): string[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) =>
      [read(pid, 'cmdline'), read(pid, 'environ'), workingDirectory(pid)].some(mentions(folder)),
    )
    .map((pid) => `${pid} ${read(pid, 'cmdline').replaceAll('\0', ' ')}`);

const mentions = (folder: string) => (text: string) => text.includes(folder);

/** Empty for one that has ended, and waits to be collected or not. */
function read(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

function workingDirectory(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}
