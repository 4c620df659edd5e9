import { describe, expect, it } from 'vitest';
import { formatArea, parseEmergency, parseRequest } from '../../../../src/access/index.ts';

const camera = 'cam_00000000000000000000000000';
const form = {
  authority: 'Công an phường',
  legalBasis: 'BLTTHS Điều 99',
  caseNumber: 'VA-1',
  purpose: 'A motorbike was taken.',
  area: { neighbourhood: 'Khu phố 7' },
  from: '2026-11-21T14:10:00Z',
  to: '2026-11-21T14:30:00Z',
};
const bounds = { maxMs: 3_600_000, nowMs: Date.parse('2026-11-21T14:20:00Z'), timeZone: 'Asia/Ho_Chi_Minh' };
const parse = (over: object) => parseRequest({ ...form, ...over }, bounds);

describe('when a request is filed', () => {
  it.each([
    { near: { lat: 21, lon: 107 }, radiusM: 200 },
    { bbox: { west: 107, south: 21, east: 108, north: 22 } },
    {
      polygon: [
        { lat: 21, lon: 107 },
        { lat: 21, lon: 108 },
        { lat: 22, lon: 107 },
      ],
    },
    { neighbourhood: 'Khu phố 7' },
    { cameras: [camera] },
  ])('reads the area %j, and shows it as it was', (area) => {
    expect(formatArea(parse({ area }).area)).toEqual(area);
  });

  it('reads number and day of the written request, until the end of today', () => {
    const letter = { number: ' 45/YC-CAP ', day: '2026-11-21' };
    expect(parse({ letter }).letter).toEqual({ number: '45/YC-CAP', day: '2026-11-21' });
    expect(parse({})).not.toHaveProperty('letter');
    // Midnight of the site, not of UTC.
    const justAfter = { ...bounds, nowMs: Date.parse('2026-11-21T17:00:00Z') };
    const tomorrow = { ...form, letter: { number: '45', day: '2026-11-22' } };
    expect(parseRequest(tomorrow, justAfter).letter?.day).toBe('2026-11-22');
  });

  it('names a camera once', () => {
    expect(parse({ area: { cameras: [camera, camera] } }).area).toEqual({
      kind: 'cameras',
      cameraIds: [camera],
    });
  });
});

describe('when it cannot wait', () => {
  it('takes a reason, and no other urgency', () => {
    const emergencyReason = 'A child is missing';
    expect(parseEmergency({ ...form, emergencyReason }, bounds)).toMatchObject({
      draft: { urgency: 'emergency', caseNumber: 'VA-1' },
      reason: emergencyReason,
    });
    const refused = (over: object) => () => parseEmergency({ ...form, ...over }, bounds);
    expect(refused({})).toThrow(expect.objectContaining({ code: 'emergency-reason-invalid' }));
    expect(refused({ emergencyReason, urgency: 'routine' })).toThrow(
      expect.objectContaining({ code: 'request-field-unknown' }),
    );
  });
});

describe('when a field is wrong', () => {
  it.each<[string, string, object]>([
    ['case-number-invalid', 'caseNumber', { caseNumber: '' }],
    ['case-number-invalid', 'caseNumber', { caseNumber: 'a\nb' }],
    ['purpose-invalid', 'purpose', { purpose: 'because' }],
    ['legal-basis-invalid', 'legalBasis', { legalBasis: ' ' }],
    ['legal-basis-invalid', 'legalBasis', { legalBasis: undefined }],
    ['authority-invalid', 'authority', { authority: undefined }],
    ['report-invalid', 'report', { report: '' }],
    ['letter-invalid', 'letter', { letter: '45/YC-CAP' }],
    ['letter-number-invalid', 'letter.number', { letter: { number: ' ', day: '2026-11-21' } }],
    ['letter-number-invalid', 'letter.number', { letter: { number: 'x'.repeat(101), day: '2026-11-21' } }],
    ['letter-day-invalid', 'letter.day', { letter: { number: '45', day: '2026-02-30' } }],
    ['letter-day-invalid', 'letter.day', { letter: { number: '45', day: '21/11/2026' } }],
    ['letter-day-invalid', 'letter.day', { letter: { number: '45', day: '2026-11-22' } }],
    ['urgency-invalid', 'urgency', { urgency: 'emergency' }],
    ['area-invalid', 'area', { area: undefined }],
    ['area-invalid', 'area', { area: { near: { lat: 21, lon: 107 } } }],
    ['area-invalid', 'area', { area: { neighbourhood: 'a', cameras: [camera] } }],
    ['area-invalid', 'area.cameras', { area: { cameras: [] } }],
    ['radius-too-large', 'radiusM', { area: { near: { lat: 21, lon: 107 }, radiusM: 1e6 } }],
    ['place-off-earth', 'area.near', { area: { near: { lat: 91, lon: 107 }, radiusM: 1 } }],
    ['box-upside-down', 'area.bbox', { area: { bbox: { west: 1, south: 2, east: 2, north: 1 } } }],
    ['polygon-too-few-corners', 'area.polygon', { area: { polygon: [{ lat: 1, lon: 1 }] } }],
    ['unknown-camera', 'area.cameras', { area: { cameras: ['front door'] } }],
    ['instant-missing', 'from', { from: undefined }],
    ['instant-invalid', 'to', { to: 5 }],
    ['range-empty', 'to', { to: form.from }],
    ['range-too-long', 'to', { to: '2026-11-21T15:10:01Z' }],
    ['range-in-future', 'to', { from: '2026-11-21T15:00:00Z', to: '2026-11-21T15:20:00.001Z' }],
    ['case-number-invalid', 'caseNumber', { caseNumber: '\ud800' }],
    ['request-field-unknown', 'state', { state: 'approved' }],
  ])('says %s of %s', (code, field, over) => {
    expect(() => parse(over)).toThrow(expect.objectContaining({ kind: 'invalid', code, field }));
  });

  it('says so of what is no object', () => {
    expect(() => parseRequest('please', bounds)).toThrow(
      expect.objectContaining({ code: 'request-invalid' }),
    );
  });
});
