import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hashOfToken, newApiToken } from '../../../src/access/index.ts';
import { formatInstant, minuteMs, type NeighbourhoodId } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { aCamera, aNeighbourhood, filmed } from '../api/ward-footage.ts';

let postgres: TestPostgres;
let api: TestApi;
let technician: Client;
let neighbourhoodId: NeighbourhoodId;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());
beforeEach(async () => {
  api = await startApi(postgres);
  technician = await api.as('technician');
  neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
  return () => api.close();
});

const gap = (streamId: string, fromMs: number, toMs: number | null, reason: string) =>
  api.database.pool.query('insert into gap values ($1, $2, $3, $4)', [streamId, fromMs, toMs, reason]);

describe('when a technician asks which house to visit first', () => {
  it('tells minutes missing, since when, cause and remedy, worst first', async () => {
    const [slow, gone, paused, off] = [
      await aCamera(api, { name: 'slow', neighbourhoodId }),
      await aCamera(api, { name: 'gone', neighbourhoodId }),
      await aCamera(api, { name: 'paused', neighbourhoodId }),
      await aCamera(api, { name: 'off', neighbourhoodId }),
    ];
    await gap(slow.streamId, noonMs - 30 * minuteMs, noonMs - 25 * minuteMs, 'recorder');
    await gap(gone.streamId, noonMs - 40 * minuteMs, null, 'offline');
    await gap(paused.streamId, noonMs - 50 * minuteMs, null, 'paused');
    await gap(off.streamId, noonMs - 50 * minuteMs, null, 'switched-off');
    await api.database.pool.query("update lease set last_message = 'no answer' where stream_id = $1", [
      gone.streamId,
    ]);
    const { body } = await technician.get('/api/health/cameras');
    expect(body).toMatchObject({
      neighbourhoods: [
        {
          neighbourhood: 'Khu phố 7',
          missingMinutes: 45,
          visits: [
            {
              name: 'gone',
              missingMinutes: 40,
              cause: 'offline',
              since: '2026-11-21T11:20:00.000Z',
              message: 'no answer',
            },
            { name: 'slow', missingMinutes: 5, cause: 'recorder' },
          ],
        },
      ],
    });
  });
});

describe('when passwords are weak', () => {
  const register = async (n: number, password: string): Promise<string> => {
    const url = `rtsp://192.0.2.${n}/live`;
    const camera = { url, name: `Cột ${n}`, neighbourhoodId, user: 'u', password };
    return (await technician.post('/api/cameras', camera)).body.id;
  };

  it('lists them until they are gone, with a dated exception, and shows none', async () => {
    const [a, b, c] = [
      await register(1, 'same-one'),
      await register(2, 'same-one'),
      await register(3, 'admin123'),
    ];
    await register(4, 'its very own');
    const exception = { untilOn: '2026-11-20', reason: 'Chờ thay khóa trong tuần' };
    expect((await technician.call('PUT', `/api/cameras/${a}/password-exception`, exception)).status).toBe(
      204,
    );
    const { body, bytes } = await technician.get('/api/to-do');
    const items = (body as unknown as { items: { kind: string }[] }).items;
    expect(items.filter(({ kind }) => kind.endsWith('password'))).toEqual([
      { kind: 'default-password', cameraIds: [c], exceptions: [] },
      {
        kind: 'shared-password',
        cameraIds: [a, b],
        exceptions: [{ cameraId: a, ...exception, isOver: true }],
      },
    ]);
    expect(bytes.toString()).not.toMatch(/same-one|admin123/);
  });

  it('refuses an exception without an end', async () => {
    const id = await register(1, 'x');
    const endless = { untilOn: '2096-01-01', reason: 'Chờ thay khóa trong tuần' };
    const { body } = await technician.call('PUT', `/api/cameras/${id}/password-exception`, endless);
    expect(body.code).toBe('exception-date-invalid');
  });
});

describe('when the pictures of a camera cannot be made (quirk 27)', () => {
  it.each([
    ['intra-refresh', /switch off intra refresh/],
    ['no-picture', /plain H.264/],
  ])('names it with the remedy, though it misses nothing: %s', async (code, remedy) => {
    const camera = await aCamera(api, { name: 'gate', neighbourhoodId });
    const told = [camera.id, code, noonMs];
    await api.database.pool.query('insert into picture_fault values ($1, $2, $3)', told);
    const { body } = await technician.get('/api/health/cameras');
    const visit = {
      name: 'gate',
      missingMinutes: 0,
      cause: code,
      remedy: expect.stringMatching(remedy) as string,
    };
    expect(body).toMatchObject({ neighbourhoods: [{ visits: [visit] }] });
  });
});

describe('when a technician looks at the enrolment still', () => {
  it('shows the first keyframe after enrolment, and records it before', async () => {
    const camera = await aCamera(api, {
      name: 'gate',
      neighbourhoodId,
      enrolledAtMs: noonMs - 60 * minuteMs,
    });
    await filmed(api, camera, { fromMs: noonMs - 50 * minuteMs, count: 2 });
    const { status, headers } = await technician.get(`/api/cameras/${camera.id}/enrolment-still`);
    expect([status, headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(headers.get('x-frame-time')).toBe('2026-11-21T11:10:00.000Z');
    const logged = await custodyOf(api.database.pool, 'enrolment-still-shown');
    expect(logged).toMatchObject([{ event: 'enrolment-still-shown', fromMs: noonMs - 50 * minuteMs }]);
  });

  it('makes it anew on demand, and checks the picture', async () => {
    const camera = await aCamera(api, { name: 'gate', neighbourhoodId });
    await filmed(api, camera, { fromMs: noonMs - 5 * minuteMs, count: 1 });
    const { status, body } = await technician.post(`/api/cameras/${camera.id}/enrolment-still`);
    expect([status, body]).toMatchObject([201, { verdict: 'black', lumaMean: 0 }]);
    const { body: list } = await technician.get('/api/health/cameras');
    expect(list).toMatchObject({ neighbourhoods: [{ visits: [{ name: 'gate' }] }] });
  });

  it('makes six new ones a day, so that nobody watches a street by them', async () => {
    const camera = await aCamera(api, { name: 'gate', neighbourhoodId });
    const path = `/api/cameras/${camera.id}/enrolment-still`;
    const refreshed = async (number: number) => {
      api.clock.atMs = noonMs + number * minuteMs;
      const fromMs = api.clock.atMs - minuteMs;
      await filmed(api, camera, { fromMs, count: 1, epoch: number });
      const { status, body } = await technician.post(path);
      return [status, body.code, body.detail?.match(/\S+Z/)?.[0]];
    };
    for (const number of [1, 2, 3, 4, 5, 6]) expect((await refreshed(number))[0]).toBe(201);
    const againAt = formatInstant(noonMs + 24 * 60 * minuteMs + minuteMs);
    expect(await refreshed(7)).toEqual([409, 'enrolment-stills-spent', againAt]);
    expect((await technician.get(path)).status).toBe(200);
    api.clock.atMs = Date.parse(againAt);
    technician = await api.as('technician');
    expect((await refreshed(24 * 60 + 1))[0]).toBe(201);
  });

  it('shows none to a program', async () => {
    const camera = await aCamera(api, { name: 'gate', neighbourhoodId });
    const user = await api.deps.users.byName('technician');
    if (!user) throw new Error('there is no technician');
    const form = { purpose: 'watches', expiresAtMs: noonMs + minuteMs };
    const { token, text } = newApiToken(user, form, noonMs);
    const event = custodyEvent({ nowMs: noonMs }, 'token-made', {
      subject: user.id,
      detail: { token: token.id, role: user.role },
    });
    const { passwordHash } = user;
    await api.deps.tokens.create(
      { token, sha256: hashOfToken(text), passwordHash: passwordHash ?? '' },
      event,
    );
    const bearer = { authorization: `Bearer ${text}` };
    for (const method of ['GET', 'POST']) {
      const path = `/api/cameras/${camera.id}/enrolment-still`;
      const { status, body } = await api.anonymous().call(method, path, undefined, bearer);
      expect([status, body.code]).toEqual([403, 'role-refused']);
    }
  });

  it('shows nothing without a record, and nothing to others', async () => {
    const camera = await aCamera(api, { name: 'gate', neighbourhoodId });
    const none = await technician.get(`/api/cameras/${camera.id}/enrolment-still`);
    expect([none.status, none.body.code]).toEqual([404, 'no-picture-yet']);
    await filmed(api, camera, { fromMs: noonMs - 5 * minuteMs, count: 1 });
    const officer = await (await api.as('officer')).get(`/api/cameras/${camera.id}/enrolment-still`);
    expect(officer.status).toBe(403);
    api.deps.custody.append = () => Promise.reject(new Error('down'));
    const reads = api.store.reads;
    expect((await technician.get(`/api/cameras/${camera.id}/enrolment-still`)).status).toBe(500);
    expect(api.store.reads).toBe(reads);
  });
});
