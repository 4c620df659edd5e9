import { text } from 'node:stream/consumers';

/** Secrets are read from standard input, never from arguments, which every process on the host can read. */
export const linesFromInput = async (): Promise<string[]> => (await text(process.stdin)).split(/\r?\n/);
