import { describe, expect, it } from 'vitest';
import {
  cameraFact,
  cameraMembers,
  type WholeCamera,
} from '../../../src/adapters/postgres/camera/camera-record.ts';
import {
  type ContributorId,
  type NeighbourhoodId,
  type NoticeId,
  newId,
  type PauseId,
  type UserId,
} from '../../../src/core/index.ts';
import { custodyEvent } from '../../../src/custody/index.ts';
import { chainStart, type Fact, recordBytes, recordOfFact, wordsDigest } from '../../../src/log/index.ts';
import { noonMs } from '../../support/hand-clock.ts';

const salt = Buffer.alloc(16, 1).toString('base64');
const time = new Date(noonMs).toISOString();
const technician = 'usr_technician' as UserId;
const nameOf = () => `psn_${'a'.repeat(32)}`;
const id = newId('camera', noonMs);

const bare: WholeCamera = {
  id,
  site_id: 'ward',
  neighbourhood_id: 'nbh_1' as NeighbourhoodId,
  name: 'Cổng chợ',
  enabled: true,
  enrolled_at_ms: noonMs,
  lat: null,
  lon: null,
  bearing_deg: null,
  field_of_view_deg: null,
  address: null,
  onvif_url: null,
  firmware: null,
  street_address: null,
  landmark: null,
  purpose: null,
  allows_basic: false,
  display_aspect: null,
  facts: null,
  notice: null,
  pause: null,
};

const full: WholeCamera = {
  ...bare,
  lat: 21.0123456,
  lon: -0.0000001,
  bearing_deg: 359.9999999,
  field_of_view_deg: 360,
  address: '192.0.2.7',
  onvif_url: 'http://192.0.2.7/onvif/device_service',
  firmware: 'V5.7\n3',
  street_address: '12 Lê Lợi',
  landmark: 'cổng chợ',
  purpose: 'the market',
  display_aspect: '16:9',
  facts: { 'endpoint-uuid': 'e1', mac: '02:00:00:00:00:01', serial: `S${'9'.repeat(600)}`, model: '\0' },
  notice: {
    id: 'not_1' as NoticeId,
    camera_id: id,
    text: 'Khu vực có camera',
    posted_on: '2026-11-01',
    recorded_at_ms: noonMs,
    withdrawn_at_ms: null,
    has_photo: true,
  },
  pause: {
    id: 'pau_1' as PauseId,
    camera_id: id,
    contributor_id: 'con_1' as ContributorId,
    kind: 'paused',
    reason: 'The family moves out',
    from_ms: noonMs,
    until_ms: noonMs + 1,
    ended_at_ms: null,
  },
};

const bytesOf = (fact: Fact): string =>
  Buffer.from(
    recordBytes(
      recordOfFact(
        fact,
        {
          v: 1,
          log: 'minhchung.internal/ward/evidence/01',
          id: 'rec_1',
          at: time,
          boot: 'boot',
          mono_ms: 1,
          clk: { state: 'sync' },
          by: { id: 'node', version: '0', build: '0' },
          salt,
        },
        chainStart,
      ),
    ),
  ).toString();

const by = { user: { id: technician, role: 'technician' }, nowMs: noonMs };

describe('the record of a camera', () => {
  it('says of a camera only what is known of it', () => {
    const fact = cameraFact(bare, custodyEvent(by, 'camera-enrolled'), { salt, nameOf });
    expect(fact).toEqual({
      type: 'cam',
      act: 'enrol',
      at: time,
      actor: nameOf(),
      role: 'technician',
      cam: id,
      site: 'ward',
      hood: 'nbh_1',
      enrolled: time,
      recording: 'on',
      name: wordsDigest(salt, 'Cổng chợ'),
    });
    expect(() => bytesOf(fact)).not.toThrow();
  });

  it('says the whole camera, in the form of records whatever the camera says of itself', () => {
    expect(cameraMembers(full, salt)).toMatchObject({
      loc: { lat: '21.012346', lon: '0.000000', bearing: '360.000000', view: '360.000000' },
      dev: { epr: 'e1', mac: '02:00:00:00:00:01', serial: `S${'9'.repeat(511)}`, model: ' ', fw: 'V5.7 3' },
      aspect: '16:9',
      notice: { id: 'not_1', posted: '2026-11-01', text: wordsDigest(salt, 'Khu vực có camera'), at: time },
      pause: { id: 'pau_1', contributor: 'con_1', kind: 'paused', t0: time },
    });
    expect(() =>
      bytesOf(cameraFact(full, custodyEvent(by, 'camera-paused'), { salt, nameOf })),
    ).not.toThrow();
  });

  it('has neither words of people nor how the camera is reached', () => {
    const text = bytesOf(cameraFact(full, custodyEvent(by, 'notice-recorded'), { salt, nameOf }));
    const hidden = ['Cổng', 'Lê Lợi', 'chợ', 'market', 'Khu', 'moves out', '192.0.2.7', 'http', 'usr_'];
    for (const each of hidden) expect(text).not.toContain(each);
  });

  it('names what was changed, each once and in order', () => {
    const detail = { changed: 'recording-off name credentials name' };
    const fact = cameraFact(bare, custodyEvent(by, 'camera-changed', { detail }), { salt, nameOf });
    expect(fact).toMatchObject({ act: 'change', changed: ['credentials', 'name', 'recording-off'] });
    expect(() => bytesOf(fact)).not.toThrow();
  });

  it.each<[string, Partial<WholeCamera>]>([
    ['site', { site_id: 'other' }],
    ['neighbourhood', { neighbourhood_id: 'nbh_2' as NeighbourhoodId }],
    ['name', { name: 'Cổng chợ 2' }],
    ['place', { lat: 21.012348 }],
    ['direction', { bearing_deg: 12 }],
    ['state', { enabled: false }],
    ['enrolment', { enrolled_at_ms: noonMs + 1 }],
    ['serial number', { facts: { ...full.facts, serial: 'T' } }],
    ['notice', { notice: null }],
    ['pause', { pause: full.pause && { ...full.pause, until_ms: null } }],
  ])('is another one where the %s in the row is', (_, changed) => {
    const other = cameraMembers({ ...full, ...changed }, salt);
    expect(other).not.toEqual(cameraMembers(full, salt));
  });

  it('is the same one where only the way to reach the camera is another', () => {
    const moved = { ...full, address: '192.0.2.9', onvif_url: null, allows_basic: true };
    expect(cameraMembers(moved, salt)).toEqual(cameraMembers(full, salt));
  });
});
