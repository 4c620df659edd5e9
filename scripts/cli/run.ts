import { Command } from 'commander';

/** Runs a part of the service in this process, so that signals and the exit status need no forwarding. */
export const runCommands = (): Command[] => [
  new Command('start')
    .description('starts the whole service, with embedded servers unless the settings name others')
    .action(async () => {
      process.argv.splice(2, Number.POSITIVE_INFINITY);
      await import('../start.ts');
    }),
  new Command('api').description('starts one api process').action(async () => {
    await import('../../src/main.ts');
  }),
  new Command('worker')
    .description('starts one worker process')
    .option(
      '--roles <roles>',
      'record, ingest, maintain, separated by commas; or sign alone',
      'record,ingest,maintain',
    )
    .action(async ({ roles }: { roles: string }) => {
      process.argv.splice(2, Number.POSITIVE_INFINITY, '--roles', roles);
      await import('../../workers/main.ts');
    }),
];
