import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';

/** Secrets are read from standard input, never from arguments, which every process on the host can read. */
export const linesFromInput = async (): Promise<string[]> => (await text(process.stdin)).split(/\r?\n/);

/** Reads the first line of standard input. */
export async function passwordFromInput(): Promise<string> {
  const [line = ''] = await linesFromInput();
  return line;
}

/** Generates a password of 24 characters, 144 bits. */
export const newPassword = (): string => randomBytes(18).toString('base64url');
