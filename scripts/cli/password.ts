import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';

/** The first line of standard input. A password is never an argument: every process may read those. */
export async function passwordFromInput(): Promise<string> {
  const [line = ''] = (await text(process.stdin)).split(/\r?\n/);
  return line;
}

/** 24 characters, 144 bits. */
export const newPassword = (): string => randomBytes(18).toString('base64url');
