import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createCameraNetworks } from '../../../src/adapters/networks/camera-networks.ts';
import { PostgresFleetRepository } from '../../../src/adapters/postgres/operations/fleet-repository.ts';
import { type NeighbourhoodId, newId } from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import { listDiscovery } from '../../../src/discovery/index.ts';
import { networksNeed } from '../../../src/operations/index.ts';
import { custodyOf } from '../../support/custody.ts';
import { startPostgres, type TestPostgres } from '../../support/postgres.ts';
import { noonMs, site, startApi, type TestApi } from '../api/api-harness.ts';
import type { Client } from '../api/client.ts';
import { aCamera, aNeighbourhood } from '../api/ward-footage.ts';

const networks = createCameraNetworks(['10.0.0.0/8']);
const code = 'camera-outside-networks';

let postgres: TestPostgres;
let api: TestApi;
let technician: Client;
let neighbourhoodId: NeighbourhoodId;
let tried: string[];

beforeAll(async () => {
  postgres = await startPostgres();
  api = await startApi(postgres, {
    networks,
    takeTrialPicture: async ({ url }) => {
      tried.push(url);
      return Buffer.from('a jpeg');
    },
  });
  technician = await api.as('technician');
  neighbourhoodId = await aNeighbourhood(api, 'Khu phố 7');
});
beforeEach(() => {
  tried = [];
});
afterAll(async () => {
  await api.close();
  await postgres.stop();
});

const found = (address: string) => ({ address, xaddrs: [`http://${address}/`], scopes: [] });

describe('when a person or a file gives an address outside the camera networks', () => {
  it.each([
    ['a registration by URL', 'cameras', { url: 'rtsp://203.0.113.9/live' }],
    ['one without a trial', 'cameras', { url: 'rtsp://169.254.169.254/', withoutTrial: true }],
    ['one that spells loopback as a number', 'cameras', { url: 'rtsp://2130706433/' }],
  ])('refuses %s, and names the field', async (_, path, given) => {
    const body = { name: 'Cột 1', neighbourhoodId, ...given };
    const answer = await technician.post(`/api/${path}`, body);
    expect(answer).toMatchObject({ status: 400, body: { code, field: 'url' } });
    expect(answer.body.detail).toContain('MINHCHUNG_CAMERA_NETWORKS');
    expect(tried).toEqual([]);
  });

  it('refuses a trial before anything is tried or written down', async () => {
    const answer = await technician.post('/api/stream-trials', { url: 'rtsp://[::ffff:127.0.0.1]/live' });
    expect(answer).toMatchObject({ status: 400, body: { code, field: 'url' } });
    expect([tried, await custodyOf(api.database.pool, 'stream-tried')]).toEqual([[], []]);
  });

  it('refuses a device that a discovery found there', async () => {
    const { body } = await technician.post('/api/discoveries', {});
    const sightings = [{ found: found('203.0.113.9') }];
    await api.deps.discoveries.finish(String(body.id), listDiscovery(sightings, []), noonMs);
    const answer = await technician.post('/api/cameras', {
      foundId: '203.0.113.9',
      name: 'Cột 2',
      neighbourhoodId,
    });
    expect(answer).toMatchObject({ status: 400, body: { code, field: 'foundId' } });
    expect(api.directory.asked).toEqual([]);
  });

  it('marks the rows of a file, each in its column', async () => {
    const file = [
      'name,neighbourhood,onvif,stream_url',
      'Cột 3,Khu phố 7,203.0.113.3:8000,',
      'Cột 4,Khu phố 7,,rtsp://203.0.113.4/live',
      'Cột 5,Khu phố 7,10.0.0.5,',
      'Cột 6,Khu phố 7,http://[fd00:ec2::254]/onvif,',
      'Cột 7,Khu phố 7,camera-7.lan,',
    ].join('\n');
    const response = await fetch(`${technician.baseUrl}/api/imports`, {
      method: 'POST',
      headers: { origin: technician.baseUrl, cookie: technician.cookie, 'content-type': 'text/csv' },
      body: file,
    });
    const { rows } = (await response.json()) as {
      rows: { state: string; faults: { column: string; code: string }[] }[];
    };
    expect(
      rows.map(({ state, faults }) => [state, faults.map((fault) => [fault.column, fault.code])]),
    ).toEqual([
      ['bad', [['onvif', code]]],
      ['bad', [['stream_url', code]]],
      ['new', []],
      ['bad', [['onvif', code]]],
      ['new', []],
    ]);
  });

  it('moves no camera there, though a person says that it is the one', async () => {
    const { id: cameraId } = await aCamera(api, { name: 'gate', neighbourhoodId });
    const id = newId('move', noonMs);
    const claim = { id, cameraId, address: '203.0.113.66', found: found('203.0.113.66') };
    const move = { ...claim, doubt: 'unproven', differences: [], seenAtMs: noonMs } as const;
    await api.deps.moves.keep(move, custodyEvent({ nowMs: noonMs }, 'camera-doubted', { cameraId }));
    const answer = await technician.post(`/api/moves/${id}/accept`, {});
    expect(answer).toMatchObject({ status: 400, body: { code } });
    expect((await technician.get(`/api/cameras/${cameraId}`)).body.address).not.toBe('203.0.113.66');
  });
});

describe('when cameras were registered before their networks had to be named', () => {
  it('counts those that lie outside, by the addresses of their streams', async () => {
    const named = createCameraNetworks(['192.0.2.0/24']);
    const hosts = () => new PostgresFleetRepository(api.database.db, api.clock).streamHosts(site);
    expect(await networksNeed(named, hosts).check()).toEqual([]);
    expect(await networksNeed(networks, hosts).check()).toEqual([
      {
        code: 'cameras-outside',
        reason: 'cameras outside MINHCHUNG_CAMERA_NETWORKS, which are not recorded: 1',
      },
    ]);
  });
});
