import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { invalid } from '../../src/core/index.ts';

export const passphraseOption = [
  '--passphrase-fd <number>',
  'reads the passphrase from this file descriptor',
] as const;

/** From the file descriptor, else from the terminal, where it is not shown. Errors: `invalid` `passphrase-missing`. */
export async function readPassphrase(
  fd: string | undefined,
  { isNew }: { readonly isNew: boolean },
): Promise<string> {
  if (fd !== undefined) return fromDescriptor(fd);
  if (!process.stdin.isTTY)
    throw invalid('passphrase-missing', 'There is no terminal: give the passphrase by --passphrase-fd.');
  const passphrase = await asked('Passphrase: ');
  if (isNew && (await asked('Once more: ')) !== passphrase)
    throw invalid('passphrase-differs', 'The two passphrases differ.');
  return passphrase;
}

async function fromDescriptor(fd: string): Promise<string> {
  if (!/^\d{1,4}$/.test(fd))
    throw invalid('passphrase-missing', '--passphrase-fd takes the number of an open file.');
  const content = await text(createReadStream('', { fd: Number(fd), end: 4_096 }));
  return content.split(/\r?\n/)[0] ?? '';
}

async function asked(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
