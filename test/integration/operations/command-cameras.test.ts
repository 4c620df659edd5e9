import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPeople, type People } from '../../../scripts/demo/people.ts';
import { until } from '../../../scripts/demo/until.ts';
import { startTestService, type TestService } from '../../support/service.ts';
import { type CommandOutcome, runCommand } from './command-run.ts';

let service: TestService;
let people: People;
let directory: string;

beforeAll(async () => {
  service = await startTestService();
  people = await createPeople(service.url, service.setupToken ?? '');
  directory = await mkdtemp(join(tmpdir(), 'minhchung-command-'));
});
afterAll(async () => {
  await service.close();
  await rm(directory, { recursive: true, force: true });
});

/** As the technician, whose password comes in on standard input. */
function run(...args: string[]): Promise<CommandOutcome> {
  const { technician } = people.accounts;
  const signedIn = ['--url', service.url, '--user', technician.name];
  return runCommand(['camera', ...args, ...signedIn], { input: `${technician.password}\n` });
}

const secrets = ['geheim-1', 'geheim-2', 'geheim-in-url', 'operator', 'Bà Hoa'];
const header = 'name,neighbourhood,lat,lon,stream_url,user,password,owner_name';
const rows = [
  'Cột 1,Khu phố 1,21.01,107.35,rtsp://192.0.2.1/live,operator,geheim-1,Bà Hoa',
  'Cột 2,Khu phố 1,21.01,107.35,rtsp://192.0.2.2/live,operator,geheim-2,Bà Hoa',
  'Cột 3,Khu phố 2,21.01,107.35,rtsp://operator:geheim-in-url@192.0.2.3/live,,,Bà Hoa',
];

async function fileOf(...lines: string[]): Promise<string> {
  const path = join(directory, 'cameras.csv');
  await writeFile(path, [header, ...lines, ''].join('\n'));
  return path;
}

const lastLine = ({ out }: CommandOutcome) =>
  JSON.parse(out.trim().split('\n').at(-1) ?? '') as Record<string, unknown>;

describe('when cameras are brought and taken by the command', () => {
  it('says which rows and fields are at fault, leaves with status 1, and registers nothing', async () => {
    const [good = '', ...others] = rows;
    const bad = good.replace('21.01', '210.1');
    const said = await run('import', await fileOf(bad, ...others), '--create-neighbourhoods');
    expect(said.status).toBe(1);
    expect(said.out).toMatch(/^line 2, lat: /);
    expect(lastLine(said)).toMatchObject({ new: 2, bad: 1, done: 0 });
    expect((await people.technician.api.listCameras()).cameras).toEqual([]);
  });

  it('does it when told, and again changes nothing', async () => {
    const file = await fileOf(...rows);
    const said = await run('import', file, '--create-neighbourhoods', '--run');
    expect(said).toMatchObject({ status: 0, err: '' });
    const id = String(lastLine(said).import);
    await until(async () => (await people.technician.api.getImport({ id })).finishedAt, {
      what: 'the import',
      withinMs: 60_000,
    });
    expect((await people.technician.api.listCameras()).cameras.map(({ name }) => name)).toEqual([
      'Cột 1',
      'Cột 2',
      'Cột 3',
    ]);
    expect(lastLine(await run('import', file))).toMatchObject({ known: 3, new: 0, bad: 0 });
  });

  it('writes them without a credential and without who paid, as an import knows them', async () => {
    const file = join(directory, 'exported.csv');
    const said = await run('export', file);
    expect(said).toEqual({ status: 0, out: `wrote ${file}\n`, err: '' });
    const text = await readFile(file, 'utf8');
    expect(text.trim().split('\r\n')).toHaveLength(4);
    expect(text).toContain('rtsp://192.0.2.3/live');
    for (const secret of secrets) expect(text).not.toContain(secret);
    expect(lastLine(await run('import', file))).toMatchObject({ known: 3, new: 0, bad: 0 });
  });

  it('tells no password, wherever it writes', async () => {
    const refused = await runCommand(
      ['camera', 'export', '/nowhere/x', '--url', service.url, '--user', 'kythuat'],
      {
        input: 'not the password\n',
      },
    );
    expect(refused).toMatchObject({ status: 1, out: '' });
    expect(refused.err.trim().split('\n')).toHaveLength(1);
    expect(refused.err).toContain('sign-in-refused');
    expect(refused.err).not.toContain('not the password');
  });
});
