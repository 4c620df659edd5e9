import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayMs, formatInstant } from '../../../src/core/index.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { segmentMs } from '../../support/segment-bytes.ts';
import { noonMs, startApi, type TestApi } from './api-harness.ts';
import type { Answer, Client } from './client.ts';
import { aForm } from './filing.ts';
import { aCamera, aNeighbourhood, type FilmedCamera, filmed } from './ward-footage.ts';

const filmedMs = noonMs - 60_000;
const because = 'A child is missing since noon';
let postgres: TestPostgres;
let api: TestApi;
let camera: FilmedCamera;
let officer: Client;
let segmentBytes: number;

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres);
  camera = await aCamera(api, { name: 'Cột 14', neighbourhoodId: await aNeighbourhood(api, 'Khu phố 7') });
  await filmed(api, camera, { fromMs: filmedMs, count: 3 });
  const { rows } = await api.database.pool.query<{ size_bytes: number }>('select size_bytes from segment');
  segmentBytes = rows[0]?.size_bytes ?? 0;
  officer = await api.as('officer');
  Object.assign(api.deps.settings, { unapprovedMostBytes: 1.2 * segmentBytes });
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});
beforeEach(() =>
  api.database.pool.query(
    "update hold set released_at_ms = 1, released_by = owner_id, release_reason = 'over'",
  ),
);

/** One of the three segments. */
const scope = (i: number) => ({
  from: formatInstant(filmedMs + i * segmentMs),
  to: formatInstant(filmedMs + (i + 1) * segmentMs),
});
const hold = (i: number): Promise<Answer> => {
  const reviewAt = formatInstant(noonMs + dayMs);
  const facts = { caseNumber: 'PC-7', reason: because, reviewAt };
  return officer.post('/api/holds', { cameras: [camera.id], ...scope(i), ...facts });
};
const outcomeOf = ({ body }: Answer): string | undefined => body.code;
const openHolds = async () => {
  const { rows } = await api.database.pool.query('select id from hold where released_at_ms is null');
  return rows.length;
};

describe('when a hold is placed by hand', () => {
  it('counts toward the cap of held bytes: what goes beyond is refused, be it a hold or a request', async () => {
    expect(outcomeOf(await hold(0))).toBeUndefined();
    expect(outcomeOf(await hold(1))).toBe('held-bytes-cap');
    const request = aForm({ area: { cameras: [camera.id] }, ...scope(1) });
    expect(outcomeOf(await officer.post('/api/requests', request))).toBe('held-bytes-cap');
    expect(await openHolds()).toBe(1);
    const inbox = await (await api.as('custodian')).get('/api/inbox');
    expect(JSON.parse(inbox.bytes.toString())).toMatchObject({ unapproved: { heldBytes: segmentBytes } });
  });

  it('passes with no other at once, where only one of them fits', async () => {
    const answers = await Promise.all([0, 1, 2].map(hold));
    expect(answers.map(outcomeOf).filter((code) => code === 'held-bytes-cap')).toHaveLength(2);
    expect(await openHolds()).toBe(1);
  });
});

describe('when others have filled the cap', () => {
  it('opens an emergency all the same, which counts', async () => {
    await hold(0);
    const area = { cameras: [camera.id] };
    const form = { ...aForm({ area, ...scope(1) }), emergencyReason: because };
    expect((await officer.post('/api/emergencies', form)).status).toBe(201);
    expect(await api.deps.requests.cappedBytes()).toBe(2 * segmentBytes);
  });
});
