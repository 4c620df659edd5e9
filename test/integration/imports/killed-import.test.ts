import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPeople } from '../../../scripts/demo/people.ts';
import { until } from '../../../scripts/demo/until.ts';
import { startTestService, type TestService } from '../../support/service.ts';

const rows = 1_000;
const header = 'name,neighbourhood,stream_url,user,password,owner_name,owner_amount_vnd';
/** Without a notice, so that nobody tries to record them. */
const csv = [
  header,
  ...Array.from({ length: rows }, (_, n) =>
    [
      `Cột ${n}`,
      `Khu phố ${n % 11}`,
      `rtsp://192.0.2.1:${n + 1}/live`,
      'admin',
      `geheim-${n}`,
      `Bà ${n}`,
      1_000,
    ].join(','),
  ),
  '',
].join('\n');

let service: TestService;
let catalogue: pg.Client;

beforeAll(async () => {
  service = await startTestService();
  catalogue = new pg.Client(service.env.DATABASE_URL);
  await catalogue.connect();
});
afterAll(async () => {
  await catalogue.end();
  await service.close();
});

const count = async (query: string): Promise<number> =>
  Number((await catalogue.query<{ count: string }>(`select count(*) as count from ${query}`)).rows[0]?.count);

describe('when the worker is killed half way through an import', () => {
  it('goes on where it was once the job is free, and does each row once', async () => {
    const { technician, admin } = await createPeople(service.url, service.setupToken ?? '');
    const file = new Blob([csv], { type: 'text/csv' });
    const read = await technician.api.createImport({ createNeighbourhoods: 'true' }, file);
    expect(read.counts.new).toBe(rows);
    await technician.api.runImport({ id: read.id });
    // The last row is held until the kill: however fast the worker is, it dies on its way.
    await catalogue.query('begin');
    const lastRow = 'select from camera_import_row where import_id = $1 and line = $2 for update';
    await catalogue.query(lastRow, [read.id, rows + 1]);
    const done = () => count("camera_import_row where state = 'done'");
    await until(async () => ((await done()) > rows / 10 ? true : undefined), {
      what: 'a tenth of the rows',
      withinMs: 120_000,
      everyMs: 10,
    });
    await service.kill('worker');
    const doneAtKill = await done();
    expect(doneAtKill).toBeLessThan(rows);
    await catalogue.query('rollback');

    // The job is locked for a minute in the name of the dead.
    const finished = await until(
      async () => {
        const now = await technician.api.getImport({ id: read.id });
        return now.finishedAt === undefined ? undefined : now;
      },
      { what: 'the rest', withinMs: 300_000, everyMs: 1_000 },
    );
    expect(finished.counts).toEqual({ new: 0, amend: 0, known: 0, bad: 0, done: rows, failed: 0 });
    expect(await count('camera')).toBe(rows);
    expect(await count('(select distinct name from camera) names')).toBe(rows);
    expect(await count('credential')).toBe(rows);
    const ledger = (await admin.api.getLedger()).neighbourhoods;
    expect(ledger.map(({ contributors }) => contributors).reduce((a, b) => a + b)).toBe(rows);
    expect(ledger.map(({ contributedVnd }) => contributedVnd).reduce((a, b) => a + b)).toBe(rows * 1_000);
    expect(await count("camera_import_row where sealed <> ''")).toBe(0);
    console.info(`killed after ${doneAtKill} of ${rows} rows; each done once`);
  }, 480_000);
});
