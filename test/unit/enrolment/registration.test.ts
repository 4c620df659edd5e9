import { describe, expect, it } from 'vitest';
import { newId } from '../../../src/core/index.ts';
import { parseRegistration } from '../../../src/enrolment/index.ts';

const neighbourhoodId = newId('neighbourhood', 0);
const found = { foundId: '5f5a69c2-e0ae-504f-829b-00fc8a1b0001', name: 'Cổng chợ', neighbourhoodId };
const byUrl = { url: 'rtsp://10.0.0.7/live', name: 'Cổng chợ', neighbourhoodId };

describe('when a camera is registered', () => {
  it('reads one from a discovery, recording its main stream unless told otherwise', () => {
    expect(parseRegistration(found)).toEqual({
      source: { kind: 'found', foundId: found.foundId },
      name: 'Cổng chợ',
      neighbourhoodId,
      stream: 'main',
    });
  });

  it('reads all that can be said of one', () => {
    const place = { lat: 21.01, lon: 107.28, bearingDeg: 270, fieldOfViewDeg: 90 };
    const whole = { ...found, place, stream: 'sub', user: 'admin', password: '' };
    expect(parseRegistration(whole)).toMatchObject({
      place,
      stream: 'sub',
      credentials: { user: 'admin', password: '' },
    });
  });

  it('takes the credentials out of the URL of an RTSP-only camera', () => {
    expect(parseRegistration({ ...byUrl, url: 'rtsp://admin:p%40ss@10.0.0.7/live' })).toMatchObject({
      source: { kind: 'rtsp', url: { host: '10.0.0.7', port: 554, path: '/live' } },
      credentials: { user: 'admin', password: 'p@ss' },
    });
  });

  const place = { lat: 21, lon: 107 };
  it.each<[string, unknown, string, string | undefined]>([
    ['nothing', undefined, 'registration-invalid', undefined],
    ['an unknown field', { ...found, pasword: 'x' }, 'registration-field-unknown', 'pasword'],
    [
      'an unknown field of a place',
      { ...found, place: { ...place, alt: 3 } },
      'registration-field-unknown',
      'place.alt',
    ],
    ['no source', { name: 'x', neighbourhoodId }, 'registration-source', 'foundId'],
    ['two sources', { ...found, ...byUrl }, 'registration-source', 'foundId'],
    ['no name', { ...found, name: '  ' }, 'camera-name-invalid', 'name'],
    ['a name with a line break', { ...found, name: 'a\nb' }, 'camera-name-invalid', 'name'],
    [
      'a strange neighbourhood',
      { ...found, neighbourhoodId: 'x' },
      'neighbourhood-invalid',
      'neighbourhoodId',
    ],
    ['half a place', { ...found, place: { lat: 21 } }, 'place-off-earth', 'place.lon'],
    ['a place off the earth', { ...found, place: { lat: 91, lon: 0 } }, 'place-off-earth', 'place.lat'],
    [
      'a bearing of a whole turn',
      { ...found, place: { ...place, bearingDeg: 360 } },
      'bearing-out-of-range',
      'place.bearingDeg',
    ],
    [
      'no field of view',
      { ...found, place: { ...place, fieldOfViewDeg: 0 } },
      'field-of-view-out-of-range',
      'place.fieldOfViewDeg',
    ],
    ['a third stream', { ...found, stream: 'third' }, 'stream-role-unknown', 'stream'],
    ['another scheme', { ...byUrl, url: 'http://10.0.0.7/' }, 'stream-url-scheme', 'url'],
    ['RTSP over TLS', { ...byUrl, url: 'rtsps://10.0.0.7/live' }, 'stream-url-scheme', 'url'],
    ['no URL', { ...byUrl, url: 'camera 7' }, 'stream-url-invalid', 'url'],
    ['a password without a user', { ...found, password: 'x' }, 'credentials-incomplete', 'user'],
    ['credentials twice', { ...byUrl, url: 'rtsp://a:b@10.0.0.7/', user: 'c' }, 'credentials-twice', 'user'],
    ['a user with a control character', { ...found, user: 'a\r\nb' }, 'camera-user-invalid', 'user'],
    [
      'a password without end',
      { ...found, user: 'a', password: 'x'.repeat(257) },
      'camera-password-invalid',
      'password',
    ],
  ])('refuses %s', (_, input, code, field) => {
    expect(() => parseRegistration(input)).toThrow(expect.objectContaining({ kind: 'invalid', code, field }));
  });
});
