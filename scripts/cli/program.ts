import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { projectRoot } from '../service/programs.ts';
import { runCommands } from './run.ts';

/** Loads the commands about a subject. To load them all takes seconds on a small machine. */
const subjects: Readonly<Record<string, () => Promise<Command>>> = {
  user: async () => (await import('./user.ts')).userCommand(),
  camera: async () => (await import('./camera.ts')).cameraCommand(),
  ward: async () => (await import('./ward.ts')).wardCommand(),
  site: async () => (await import('./site.ts')).siteCommand(),
  store: async () => (await import('./store.ts')).storeCommand(),
  log: async () => (await import('./log.ts')).logCommand(),
  catalogue: async () => (await import('./dump.ts')).catalogueCommand(),
  keys: async () => (await import('./keys.ts')).keysCommand(),
  verify: async () => (await import('./verify.ts')).verifyCommand(),
  witness: async () => (await import('./witness.ts')).witnessCommand(),
};

/**
 * All commands; of those about a subject only the ones that begin with the word `first`, where one does. Settings come from the
 * environment and MINHCHUNG_CONFIG, never from arguments.
 */
export async function minhchung(first = ''): Promise<Command> {
  const { version } = JSON.parse(
    readFileSync(`${projectRoot(import.meta.dirname)}/package.json`, 'utf8'),
  ) as { version: string };
  const program = new Command('minhchung')
    .description('Minh Chứng: the cameras of a ward, as evidence')
    .version(version)
    .enablePositionalOptions(); // A command and its subcommand may have options of one name.
  const run = runCommands();
  const isOther = first === 'version' || run.some((command) => command.name() === first);
  const isKnown = isOther || Object.hasOwn(subjects, first);
  for (const command of run) program.addCommand(command);
  for (const [name, load] of Object.entries(subjects))
    if (!isKnown || name === first) program.addCommand(await load());
  return program.addCommand(
    new Command('version').description('prints the version').action(() => console.log(version)),
  );
}
