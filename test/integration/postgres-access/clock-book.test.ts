import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresCameraClockBook } from '../../../src/adapters/postgres/camera/clock-book.ts';
import { statedClock } from '../../../src/adapters/postgres/camera/clock-rows.ts';
import type { ClockReading } from '../../../src/camera/index.ts';
import type { ToDoList } from '../../../src/client/index.ts';
import { type CameraId, dayMs, hourMs, minuteMs } from '../../../src/core/index.ts';
import { endAfter, parseRecord } from '../../../src/log/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { aScribe } from '../../support/scribe.ts';
import { noonMs, site, startApi, type TestApi } from '../api/api-harness.ts';
import { aCamera, aNeighbourhood } from '../api/ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
let clocks: PostgresCameraClockBook;
let id: CameraId;
let number = 0;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  clocks = new PostgresCameraClockBook(api.database.db, aScribe());
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});
beforeEach(async () => {
  const neighbourhoodId = await aNeighbourhood(api, `Khu phố ${++number}`);
  id = (await aCamera(api, { name: `camera ${number}`, neighbourhoodId, identity: {} })).id;
});

const reading = (measuredAtMs = noonMs, offsetMs = -60_000): ClockReading => ({
  source: 'onvif',
  offsetMs,
  errorMs: 600,
  measuredAtMs,
});
const report = (measuredAtMs: number): ClockReading => ({
  ...reading(measuredAtMs),
  source: 'rtcp',
  errorMs: 1_000,
});
const known = async () => (await api.deps.cameras.get(id))?.clock;

async function chainOfCamera() {
  const { rows } = await sql<{ body: Buffer }>`
    select o.body from log_outbox o join log_chain c on c.no = o.chain where c.name = ${`cam/${id}`} order by o.seq`.execute(
    api.database.db,
  );
  return rows.map(({ body }) => body);
}

describe('when the clock of a camera was measured', () => {
  it('keeps every reading as a row, and as a record in the chain of the camera', async () => {
    await clocks.keep(id, reading(), noonMs);
    await clocks.keep(id, reading(), noonMs);
    await clocks.keepReport(id, report(noonMs + 2 * dayMs));
    const [enrolment, first, second, ...others] = await chainOfCamera();
    if (!enrolment || !first || !second) throw new Error('no records');
    expect(others).toEqual([]);
    const at = new Date(noonMs).toISOString();
    expect(parseRecord(first)).toMatchObject({
      ...{ type: 'cclk', cam: id, seq: 2, src: 'GSDT', off_ms: -60_000, err_ms: 600, at },
    });
    expect(parseRecord(second)).toMatchObject({ type: 'cclk', seq: 3, src: 'SR', err_ms: 1_000 });
    expect(parseRecord(first)).toMatchObject({ prev: endAfter(1, enrolment).digest });
    expect(parseRecord(second)).toMatchObject({ prev: endAfter(2, first).digest });
  });

  it('keeps why there is none, takes no reading away by it, and forgets it with the next reading', async () => {
    expect(await known()).toEqual({});
    await clocks.keep(id, { fault: 'no-utc' }, noonMs);
    expect(await known()).toEqual({ failure: { fault: 'no-utc', atMs: noonMs } });
    await clocks.keep(id, reading(noonMs + 1), noonMs + 1);
    await clocks.keep(id, { fault: 'silent' }, noonMs + 2);
    const failure = { fault: 'silent', atMs: noonMs + 2 };
    expect(await known()).toEqual({ reading: reading(noonMs + 1), failure });
    expect((await clocks.tries(site)).get(id)).toEqual({ triedAtMs: noonMs + 2, fault: 'silent' });
    await clocks.keep(id, reading(noonMs + 3), noonMs + 3);
    expect(await known()).toEqual({ reading: reading(noonMs + 3) });
  });

  it('takes a report of the stream only where nothing was measured for a day', async () => {
    await clocks.keep(id, reading(), noonMs);
    await clocks.keepReport(id, report(noonMs + dayMs + hourMs));
    expect(await known()).toEqual({ reading: reading() });
    await clocks.keepReport(id, report(noonMs + dayMs + 3 * hourMs));
    expect(await known()).toEqual({ reading: report(noonMs + dayMs + 3 * hourMs) });
  });

  it('answers the reading nearest to an instant, as a segment states it', async () => {
    expect(statedClock(await clocks.readingAt(id, noonMs))).toEqual({ src: 'none' });
    await clocks.keep(id, reading(noonMs, -1_000), noonMs);
    await clocks.keep(id, reading(noonMs + dayMs, 2_000), noonMs + dayMs);
    const at = async (ms: number) => statedClock(await clocks.readingAt(id, ms)).off_ms;
    expect(await at(noonMs - dayMs)).toBe(-1_000);
    expect(await at(noonMs + dayMs / 2 - 1)).toBe(-1_000);
    expect(await at(noonMs + dayMs / 2 + 1)).toBe(2_000);
    expect(statedClock(await clocks.readingAt(id, noonMs + 9 * dayMs))).toEqual({
      ...{ src: 'GSDT', off_ms: 2_000, err_ms: 600, at: new Date(noonMs + dayMs).toISOString() },
    });
  });
});

describe('when people compare a picture with its time', () => {
  it('answers how far off the camera’s clock was, on its page and beside its coverage', async () => {
    await clocks.keep(id, reading(noonMs - dayMs), noonMs);
    await clocks.keep(id, { fault: 'refused' }, noonMs);
    const clock = {
      ...{ offsetMs: -60_000, errorMs: 600, source: 'onvif' },
      measuredAt: new Date(noonMs - dayMs).toISOString(),
    };
    const technician = await api.as('technician');
    expect((await technician.get(`/api/cameras/${id}`)).body).toMatchObject({
      clock,
      clockFailure: { fault: 'refused', triedAt: new Date(noonMs).toISOString() },
    });
    const officer = await api.as('officer');
    const [from, to] = [noonMs - 10 * minuteMs, noonMs].map((ms) => new Date(ms).toISOString());
    const footage = await officer.get(`/api/footage?from=${from}&to=${to}&camera=${id}`);
    expect(footage.body.cameras).toMatchObject([{ id, clock }]);
  });

  it('is a task for the technician while it is off by more than 2 seconds for certain', async () => {
    const technician = await api.as('technician');
    const isTask = async () => {
      const { body } = await technician.get('/api/to-do');
      const { items } = body as unknown as ToDoList;
      return items.some(({ kind, cameraIds }) => kind === 'clock-off' && cameraIds.includes(id));
    };
    await clocks.keep(id, reading(noonMs, 2_600), noonMs);
    expect(await isTask()).toBe(false);
    await clocks.keep(id, reading(noonMs + 1, -2_601), noonMs);
    expect(await isTask()).toBe(true);
    await clocks.keep(id, reading(noonMs + 2, 10), noonMs);
    expect(await isTask()).toBe(false);
  });
});
