import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { Api, type CameraImport, FetchHttp, sessionFetch } from '../../src/client/index.ts';
import { linesFromInput } from './input.ts';

interface SignedIn {
  readonly url: string;
  readonly user: string;
}

/** Commands that call the API as a technician: same rights and same custody events as in the console. */
export function cameraCommand(): Command {
  const camera = new Command('camera').description('the cameras of the ward, as CSV');
  camera
    .command('export')
    .argument('<file>')
    .requiredOption('--url <url>', 'of the service')
    .requiredOption(
      '--user <name>',
      'a technician; standard input has the password, and a second line for the code of the second factor',
    )
    .description('exports all cameras, without credentials and contributors')
    .action(async (file: string, options: SignedIn) => {
      const { bytes } = await (await signIn(options)).exportCameras();
      await writeFile(file, bytes);
      console.log(`wrote ${file}`);
    });
  camera
    .command('import')
    .argument('<file>')
    .requiredOption('--url <url>', 'of the service')
    .requiredOption(
      '--user <name>',
      'a technician; standard input has the password, and a second line for the code of the second factor',
    )
    .option('--create-neighbourhoods', 'creates missing neighbourhoods')
    .option('--zone <zone>', 'of VN-2000, for positions in metres: 107-45')
    .option('--run', 'runs the import; without it, only prints the plan')
    .description('prints the plan for each row, or runs it')
    .action(importFile);
  return camera;
}

type Zone = Parameters<Api['createImport']>[0]['zone'];

interface ImportOptions extends SignedIn {
  readonly createNeighbourhoods?: true;
  /** The service judges it. */
  readonly zone?: Zone;
  readonly run?: true;
}

async function importFile(file: string, options: ImportOptions): Promise<void> {
  const api = await signIn(options);
  const csv = new Blob([new Uint8Array(await readFile(file))], { type: 'text/csv' });
  const { createNeighbourhoods, zone } = options;
  const read = await api.createImport(
    { createNeighbourhoods: createNeighbourhoods ? 'true' : 'false', ...(zone && { zone }) },
    csv,
  );
  if (read.grid) console.log(`positions read as VN-2000, central meridian ${read.grid.centralMeridian}`);
  report(read);
  if (options.run) report(await api.runImport({ id: read.id }));
  else if (read.counts.bad > 0) process.exitCode = 1;
}

function report({ id, counts, rows }: CameraImport): void {
  for (const { line, faults } of rows)
    for (const { column, message } of faults) console.log(`line ${line}, ${column ?? 'row'}: ${message}`);
  console.log(JSON.stringify({ import: id, ...counts }));
}

async function signIn({ url, user }: SignedIn): Promise<Api> {
  const api = new Api(new FetchHttp(url, sessionFetch(url)));
  const [password = '', code = ''] = await linesFromInput();
  await api.signIn({ name: user, password, ...(code !== '' && { code }) });
  return api;
}
