import { describe, expect, it } from 'vitest';
import { columnsOf, csvText } from '../../../src/core/index.ts';
import { type Cells, columnNames, partCells } from '../../../src/enrolment/import/columns.ts';
import { parseOnvifAddress } from '../../../src/enrolment/import/onvif-address.ts';
import { parseRow } from '../../../src/enrolment/import/row-form.ts';

const today = '2026-11-21';
const row = (over: Cells = {}): Cells => ({
  name: 'Cột 14',
  neighbourhood: 'Khu phố 7',
  onvif: '192.0.2.14',
  user: 'admin',
  password: 's3cret',
  ...over,
});

describe('when a header is read', () => {
  const read = (header: readonly string[]) =>
    columnsOf(header, { ...columnNames, needed: ['name', 'neighbourhood'] });

  it('takes Vietnamese names beside the stored ones', () => {
    expect(read(['Ten', 'khu_pho', 'lat', 'ngay_treo_bien'])).toEqual([
      'name',
      'neighbourhood',
      'lat',
      'notice_posted_on',
    ]);
  });

  it('refuses a column under two names, and an unknown one', () => {
    expect(() => read(['ten', 'name', 'khu_pho'])).toThrow(
      expect.objectContaining({ code: 'csv-column-twice' }),
    );
    expect(() => read(['ten', 'khu_pho', 'constructor'])).toThrow(
      expect.objectContaining({ code: 'csv-column-unknown' }),
    );
    expect(() => read(['ten', 'khu_pho', 'mau'])).toThrow(
      expect.objectContaining({ code: 'csv-column-unknown' }),
    );
  });
});

describe('when a row is read', () => {
  it('takes everything it says', () => {
    const cells = row({
      lat: '21,0123',
      lon: '107.3456',
      bearing_deg: '90',
      mac: '02-1B-B7-24-3F-F9',
      stream: 'SUB',
      notice_text: 'Có camera',
      notice_posted_on: '2026-11-01',
      owner_name: 'Nguyễn Thị Hoa',
      owner_amount_vnd: '1500000',
      owner_consent_on: '2026-11-01',
    });
    expect(parseRow(cells, today)).toMatchObject({
      faults: [],
      form: {
        name: 'Cột 14',
        neighbourhood: 'Khu phố 7',
        mac: '02:1b:b7:24:3f:f9',
        stream: 'sub',
        place: { lat: 21.0123, lon: 107.3456, bearingDeg: 90 },
        credentials: { user: 'admin', password: 's3cret' },
        notice: { text: 'Có camera', postedOn: '2026-11-01' },
        contributor: { identity: { name: 'Nguyễn Thị Hoa' }, amountVnd: 1_500_000, consentOn: '2026-11-01' },
      },
    });
  });

  it.each<[string, string | undefined, Cells]>([
    ['camera-name-invalid', 'name', { name: 'x'.repeat(121) }],
    ['place-off-earth', 'lat', { lat: '210', lon: '107' }],
    ['place-off-earth', 'lon', { lat: '21' }],
    ['bearing-out-of-range', 'bearing_deg', { lat: '21', lon: '107', bearing_deg: 'north' }],
    ['stream-role-unknown', 'stream', { stream: 'third' }],
    ['onvif-address-invalid', 'onvif', { onvif: 'http://admin:pw@192.0.2.14/' }],
    ['mac-invalid', 'mac', { mac: '02:1b' }],
    ['row-source-twice', 'stream_url', { stream_url: 'rtsp://192.0.2.14/live' }],
    ['notice-date-invalid', 'notice_posted_on', { notice_text: 'x', notice_posted_on: '2026.11.1' }],
    ['notice-date-invalid', 'notice_posted_on', { notice_text: 'x', notice_posted_on: '31/02/2026' }],
    ['notice-date-invalid', 'notice_posted_on', { notice_text: 'x' }],
    ['notice-in-future', 'notice_posted_on', { notice_text: 'x', notice_posted_on: '2027-01-01' }],
    ['contributor-name-invalid', 'owner_name', { owner_phone: '0912' }],
    ['contribution-invalid', 'owner_amount_vnd', { owner_name: 'Hoa', owner_amount_vnd: 'a lot' }],
    ['consent-date-invalid', 'owner_consent_on', { owner_name: 'Hoa', owner_consent_on: 'yes' }],
  ])('finds %s at %s', (code, column, over) => {
    expect(parseRow(row(over), today).faults).toMatchObject([{ code, column }]);
  });

  it.each(['2026-11-01', '01/11/2026', '1/11/2026'])('takes the day %s, as spreadsheets write it', (day) => {
    const cells = row({ notice_text: 'x', notice_posted_on: day, owner_name: 'Hoa', owner_consent_on: day });
    expect(parseRow(cells, today).form).toMatchObject({
      notice: { postedOn: '2026-11-01' },
      contributor: { consentOn: '2026-11-01' },
    });
  });

  it.each<[string, number]>([
    ['500000', 500_000],
    ['500.000', 500_000],
    ['1,500,000', 1_500_000],
    ['1.500.000.000', 1_500_000_000],
    ['0', 0],
  ])('takes %s đồng as %d', (text, amountVnd) => {
    const cells = row({ owner_name: 'Hoa', owner_amount_vnd: text });
    expect(parseRow(cells, today).form?.contributor?.amountVnd).toBe(amountVnd);
  });

  it.each(['500.5', '1.500,000', '0.500', '5000.000', '500.', '-500', '1e6', '500 000'])(
    'takes %j for no amount, and says how one is written',
    (text) => {
      const { faults } = parseRow(row({ owner_name: 'Hoa', owner_amount_vnd: text }), today);
      const message = expect.stringContaining('500.000') as string;
      expect(faults).toMatchObject([{ code: 'contribution-invalid', column: 'owner_amount_vnd', message }]);
    },
  );

  it('tells of every fault, not only the first', () => {
    const { faults } = parseRow({ neighbourhood: 'Khu phố 7', lat: 'x', lon: '1', password: 'alone' }, today);
    expect(faults.map(({ code }) => code).sort()).toEqual([
      'camera-name-invalid',
      'credentials-incomplete',
      'place-off-earth',
      'row-source-missing',
    ]);
  });

  it('never repeats a cell', () => {
    const { faults } = parseRow(row({ stream_url: 'http://u:hunter2@h/', mac: 'hunter2' }), today);
    expect(JSON.stringify(faults)).not.toContain('hunter2');
  });
});

describe('when a row is kept', () => {
  it('parts what may not be shown, also a password in the wrong cell', () => {
    const { shown, secret } = partCells(row({ landmark: 'http://u:pw@h', owner_name: 'Hoa' }));
    expect(shown).toEqual({ name: 'Cột 14', neighbourhood: 'Khu phố 7', onvif: '192.0.2.14' });
    expect(Object.keys(secret).sort()).toEqual(['landmark', 'owner_name', 'password', 'user']);
  });
});

describe('when an ONVIF address is read', () => {
  it.each([
    ['192.0.2.14', 'http://192.0.2.14/onvif/device_service', false],
    ['192.0.2.14:8000', 'http://192.0.2.14:8000/onvif/device_service', true],
    ['http://192.0.2.14/onvif/x', 'http://192.0.2.14/onvif/x', true],
  ])('%s is %s', (text, url, isExact) => {
    expect(parseOnvifAddress(text)).toEqual({ url, host: '192.0.2.14', isExact });
  });

  it.each(['', 'a b', 'ftp://h/', 'h/path', 'http://u@h/', 'http://h/#x', 'h\\x'])('refuses %j', (text) => {
    expect(() => parseOnvifAddress(text)).toThrow(expect.objectContaining({ code: 'onvif-address-invalid' }));
  });
});

describe('when a CSV is written', () => {
  it('guards what a spreadsheet would run, and leaves numbers alone', () => {
    const cells = ['=1+1', '+84 912', '-21.5', '@SUM(A1)', ' =cmd', 'a"b', 'a,b', '-x'];
    const [, line] = csvText(['a'], [cells]).split('\r\n');
    expect(line).toBe(`'=1+1,'+84 912,-21.5,'@SUM(A1),' =cmd,"a""b","a,b",'-x`);
  });
});
