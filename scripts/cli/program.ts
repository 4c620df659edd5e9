import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { projectRoot } from '../service/programs.ts';
import { cameraCommand } from './camera.ts';
import { runCommands } from './run.ts';
import { siteCommand } from './site.ts';
import { storeCommand } from './store.ts';
import { userCommand } from './user.ts';
import { wardCommand } from './ward.ts';

/** All commands. Settings come from the environment and MINHCHUNG_CONFIG, never from arguments. */
export function minhchung(): Command {
  const { version } = JSON.parse(
    readFileSync(`${projectRoot(import.meta.dirname)}/package.json`, 'utf8'),
  ) as { version: string };
  const program = new Command('minhchung')
    .description('Minh Chứng: the cameras of a ward, as evidence')
    .version(version);
  const subjects = [userCommand(), cameraCommand(), wardCommand(), siteCommand(), storeCommand()];
  for (const command of [...runCommands(), ...subjects]) program.addCommand(command);
  return program.addCommand(
    new Command('version').description('prints the version').action(() => console.log(version)),
  );
}
