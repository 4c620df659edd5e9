import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';

/** Secrets come by standard input, never as an argument: every process may read those. */
export const linesFromInput = async (): Promise<string[]> => (await text(process.stdin)).split(/\r?\n/);

/** Its first line. */
export async function passwordFromInput(): Promise<string> {
  const [line = ''] = await linesFromInput();
  return line;
}

/** 24 characters, 144 bits. */
export const newPassword = (): string => randomBytes(18).toString('base64url');
