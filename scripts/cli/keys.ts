import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../config/load.ts';
import { readKeyFolder, writeKeyFolder } from '../../src/adapters/disk/key-folder.ts';
import { PostgresKeyBook } from '../../src/adapters/postgres/ward/key-book.ts';
import { keyFolderOf } from '../../src/compose/keys.ts';
import { AppError, messageOf, notFound, systemClock } from '../../src/core/index.ts';
import { isKeyOf, openKeys, type SavedKey, sealKeys } from '../../src/ward/index.ts';
import { withCatalogue } from './catalogue.ts';
import { passphraseOption, readPassphrase } from './passphrase.ts';
import { withStartedCatalogue } from './started-catalogue.ts';

interface KeyOptions {
  readonly passphraseFd?: string;
  readonly replace?: boolean;
}

export function keysCommand(): Command {
  const keys = new Command('keys').description('the keys of the data directory');
  keys
    .command('backup')
    .argument('<file>', 'a new file; keep it apart from the backups of the rest')
    .option(...passphraseOption)
    .description('writes all keys to one file, encrypted under a passphrase')
    .action(backup);
  keys
    .command('restore')
    .argument('<file>')
    .option(...passphraseOption)
    .option('--replace', 'keeps other keys that are there beside the restored ones')
    .description('puts the keys of a backup back')
    .action(restore);
  keys
    .command('forget')
    .argument('<name>')
    .description(
      'lets the service make a new key in the place of a lost one: what the old one sealed stays closed',
    )
    .action(forget);
  return keys;
}

/** Errors: those of `readKeyFolder` and `sealKeys`; `file-exists` (conflict). */
async function backup(file: string, { passphraseFd }: KeyOptions): Promise<void> {
  const config = loadConfig();
  const keys = await readKeyFolder(keyFolderOf(config.dataDir));
  const passphrase = await readPassphrase(passphraseFd, { isNew: true });
  await writeNew(file, await sealKeys(keys, passphrase));
  const read = await openKeys(await readFile(file), passphrase);
  console.log(`${read.length} keys are in ${file}. Keep it and the passphrase apart, outside this host.`);
  if (config.databaseUrl || existsSync(join(config.dataDir, 'run'))) await note(read);
}

/** Notes the backup in the catalogue, which ends the reminder. The backup is valid without the note. */
async function note(saved: readonly SavedKey[]): Promise<void> {
  try {
    await withCatalogue(async (db) => {
      const book = new PostgresKeyBook(db);
      const checks = await Promise.all(saved.map(({ name }) => book.read(name)));
      const known = saved.filter(({ bytes }, i) => checks[i] && isKeyOf(checks[i], bytes));
      await book.backedUp(
        known.map(({ name }) => name),
        systemClock.nowMs(),
      );
    });
  } catch (error) {
    console.error(`The catalogue does not know of this backup: ${messageOf(error)}`);
  }
}

async function restore(file: string, { passphraseFd, replace = false }: KeyOptions): Promise<void> {
  const folder = keyFolderOf(loadConfig().dataDir);
  const keys = await openKeys(await readFile(file), await readPassphrase(passphraseFd, { isNew: false }));
  const written = await writeKeyFolder(folder, keys, { replace });
  console.log(
    written.length === 0
      ? `${folder} has these keys already`
      : `restored to ${folder}: ${written.join(', ')}`,
  );
}

const forget = (name: string): Promise<void> =>
  withStartedCatalogue(async (db) => {
    if (!(await new PostgresKeyBook(db).forget(name)))
      throw notFound('key-unknown', `No key ${name} is known.`);
    console.log(`${name} is forgotten: the next start takes the key that is there, or makes one`);
  });

async function writeNew(file: string, bytes: Uint8Array): Promise<void> {
  try {
    await writeFile(file, bytes, { flag: 'wx', mode: 0o600, flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new AppError('conflict', 'file-exists', `${file} exists already: name a new file`);
  }
}
