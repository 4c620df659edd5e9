import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { makeDirectory } from '../../src/adapters/disk/durable-file.ts';
import { replaceFile } from '../../src/adapters/disk/replaced-file.ts';
import { WitnessFolder } from '../../src/adapters/disk/witness-folder.ts';
import { openWitness, serveWitness } from '../../src/compose/witness.ts';
import { unavailable } from '../../src/core/index.ts';
import {
  formatNote,
  formatVerifierKey,
  keyFingerprint,
  parseNote,
  type VerifierKey,
} from '../../src/log/index.ts';
import { parseCheckpointRequest } from '../../src/witness/index.ts';
import { holdLock } from '../held-lock.ts';

interface Options {
  readonly folder: string;
  readonly name?: string;
  readonly listen: string;
}

const folderOption = ['--folder <path>', 'key, known logs and memory of the witness', './witness'] as const;

/** For another office than that of the log: it needs this program, a folder, and none of the settings. */
export function witnessCommand(): Command {
  const witness = new Command('witness')
    .enablePositionalOptions()
    .description('serves a witness, which signs the checkpoints of the logs that it knows and refuses forks')
    .option(...folderOption)
    .option('--name <name>', 'name of a new witness, such as witness.quan-1.example')
    .option(
      '--listen <address:port>',
      'off loopback with TLS, or behind MINHCHUNG_TRUSTED_PROXY',
      '127.0.0.1:7380',
    )
    .action(serve);
  witness
    .command('know')
    .argument('<key>')
    .option(...folderOption)
    .description('adds the public key of a log, and prints its fingerprint: compare it with that on paper')
    .action(know);
  witness
    .command('offline')
    .argument('<file>')
    .option(...folderOption)
    .option('--name <name>', 'name of a new witness')
    .description('signs a checkpoint that was brought as a file, with its proof, into <file>.cosigned')
    .action(offline);
  return witness;
}

/** The lock is held until a signal ends the witness. */
async function serve({ folder, name, listen }: Options): Promise<void> {
  const lock = await lockOf(folder);
  const { server, ...open } = await started(folder, name, listen).catch(async (error: unknown) => {
    await lock.release();
    throw error;
  });
  printKey('this witness', open.key);
  for (const log of open.logs) printKey('knows the log', log);
  if (open.logs.length === 0) console.log('knows no log yet: minhchung witness know KEY');
  console.log(`listens on ${server.urls[0]}`);
  const stop = async () => {
    await server.close();
    await lock.release();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop());
}

async function started(folder: string, name: string | undefined, listen: string) {
  const open = await openWitness(folder, name);
  return { ...open, server: await serveWitness(open, { folder, listen }) };
}

async function know(key: string, { folder }: Options): Promise<void> {
  const lock = await lockOf(folder);
  try {
    printKey('knows the log', await new WitnessFolder(folder).addLog(key));
  } finally {
    await lock.release();
  }
}

async function offline(file: string, { folder, name }: Options): Promise<void> {
  const lock = await lockOf(folder);
  try {
    const { witness, key } = await openWitness(folder, name);
    const request = await readFile(file);
    const reply = await witness.addCheckpoint(request);
    if ('seenSize' in reply)
      throw unavailable(
        'witness-saw-another-size',
        `this witness has signed ${reply.seenSize} leaves of this log: bring a proof from there`,
      );
    const { text, signatures } = parseNote(parseCheckpointRequest(request).checkpoint);
    const own = parseNote(Buffer.concat([Buffer.from(`${text}\n`), reply.cosignature])).signatures;
    await replaceFile(`${file}.cosigned`, formatNote({ text, signatures: [...signatures, ...own] }));
    printKey('signed by', key);
    console.log(`written to ${file}.cosigned`);
  } finally {
    await lock.release();
  }
}

/** One process at a time has the folder: two could each sign a fork. Errors: `unavailable` `witness-folder-taken`. */
async function lockOf(folder: string) {
  await makeDirectory(folder);
  const lock = await holdLock(join(folder, '.lock'));
  if (lock) return lock;
  throw unavailable('witness-folder-taken', `another witness works in ${folder}: stop it first`);
}

function printKey(whose: string, key: VerifierKey): void {
  console.log(`${whose}: ${formatVerifierKey(key)}\n  fingerprint ${keyFingerprint(key)}`);
}
