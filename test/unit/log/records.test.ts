import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, canonicalJson } from '../../../src/core/index.ts';
import {
  type ChainEnd,
  chainStart,
  continuesChain,
  type EvidenceRecord,
  endAfter,
  nextInChain,
  parseRecord,
  recordBytes,
} from '../../../src/log/index.ts';

type Of<T extends EvidenceRecord['type']> = Extract<EvidenceRecord, { type: T }>;

const digest = '5'.repeat(64);
const common = {
  v: 1,
  log: 'ward.example/evidence/01',
  id: '01kb7z8v3x5q6m7n8p9r0s1t2v',
  at: '2026-11-30T01:02:03.004Z',
  boot: 'b2f1',
  mono_ms: 123_456,
  clk: { state: 'sync', off_ms: -3, err_ms: 12, src: 'chrony' },
  by: { id: 'node_1', version: '0.2.0', build: 'abc' },
  salt: 'AAECAwQFBgcICQoLDA0ODw==',
} as const;
const inStream = { cam: 'cam_1', stream: 'main', seq: 1, prev: chainStart.digest } as const;

const aSeg = (changed: Partial<Of<'seg'>> = {}): Of<'seg'> => ({
  ...common,
  ...inStream,
  type: 'seg',
  run: 'run_1',
  obj: 'site/cam_1/main/2026-11-30/x.mp4',
  bytes: 1_000,
  sha256: digest,
  t0: '2026-11-30T01:01:00.000Z',
  t1: '2026-11-30T01:02:00.000Z',
  media_ms: 60_002,
  frames: 900,
  keys: 30,
  pts0: -3_000,
  pts1: 5_400_000,
  timescale: 90_000,
  codec: 'avc1.640028',
  w: 1_920,
  h: 1_080,
  params: digest,
  rtp: { ssrc: 1, seq0: 2, seq1: 3, lost: 0 },
  cam_clk: { src: 'SR', off_ms: -60_000, err_ms: 600, at: '2026-11-30T00:00:00.000Z' },
  dev: { mac: '02:00:00:00:00:01' },
  loc: { lat: '10.762622', lon: '106.660172', ward: 'ward_1', rev: 1 },
  oms: 'none',
  idx: { key: 'site/cam_1/main/2026-11-30/x.idx', sha256: digest },
  end: 'rotate',
  ...changed,
});
function ofRow(seg: Of<'seg'>): Of<'seg'> {
  const {
    frames: _frames,
    keys: _keys,
    pts0: _pts0,
    pts1: _pts1,
    timescale: _timescale,
    params: _params,
    ...told
  } = seg;
  const { oms: _oms, rtp: _rtp, end: _end, ...left } = told;
  return left;
}
const opened: Of<'gap'> = { ...common, ...inStream, type: 'gap', t0: common.at, reason: 'offline' };
const records: Record<string, EvidenceRecord> = {
  segment: aSeg(),
  'late segment': aSeg({ late: 'spool' }),
  'adopted segment': aSeg({ adopted: 1 }),
  'adopted segment of which only the row tells': { ...ofRow(aSeg({ adopted: 1 })), idx: { key: 'a/b' } },
  'gap that opens': opened,
  'gap that ends': { ...opened, seq: 2, prev: digest, t1: '2026-11-30T02:00:00.000Z', opened: opened.id },
  picture: {
    ...common,
    type: 'pic',
    cam: 'cam_1',
    stream: 'sub',
    seq: 1,
    key: 'a/b',
    sha256: digest,
    t: common.at,
  },
  'link to the old chain': {
    ...common,
    type: 'link',
    chain: 'custody/1',
    seq: 70,
    sha256: digest,
    count: 70,
  },
};

const textOf = (value: object): string => Buffer.from(canonicalJson(value)).toString();
const parse = (text: string): EvidenceRecord => parseRecord(Buffer.from(text));
const refused = (field?: string): Error =>
  expect.objectContaining({ kind: 'invalid', code: 'record-malformed', field }) as Error;

describe('when a record is written', () => {
  it.each(Object.entries(records))('gives back the %s', (_, record) => {
    expect(parseRecord(recordBytes(record))).toEqual(record);
  });

  it('sorts its members, and so has the same bytes however it was built', () => {
    const reversed = Object.fromEntries(Object.entries(aSeg()).reverse()) as unknown as EvidenceRecord;
    expect(recordBytes(reversed)).toEqual(recordBytes(aSeg()));
    expect(Buffer.from(recordBytes(opened)).toString()).toMatch(
      /^\{"at":"2026-11-30T01:02:03\.004Z","boot":/,
    );
  });

  it.each<[string, string, object]>([
    ['a fraction', 'bytes', { bytes: 1.5 }],
    ['a number that is not exact', 'bytes', { bytes: 2 ** 53 }],
    ['a negative length', 'bytes', { bytes: -1 }],
    ['null', 'end', { end: null }],
    ['true for 1', 'adopted', { adopted: true }],
    ['a version of later', 'v', { v: 2 }],
    ['a reason for lateness that is none', 'late', { late: 'night' }],
    ['a digest in upper case', 'sha256', { sha256: 'A'.repeat(64) }],
    ['a short salt', 'salt', { salt: 'AAECAwQFBgcICQoLDA0O' }],
    ['a salt with stray bits', 'salt', { salt: 'AAECAwQFBgcICQoLDA0ODx==' }],
    ['a day that is none', 't0', { t0: '2026-02-30T00:00:00.000Z' }],
    ['a time of another zone', 't0', { t0: '2026-11-30T01:01:00.000+07:00' }],
    ['a time without milliseconds', 't0', { t0: '2026-11-30T01:01:00Z' }],
    ['an id with a letter that looks like another', 'cam', { cam: 'саm_1' }],
    ['an id with a space', 'cam', { cam: 'cam 1' }],
    ['half a pair of surrogates', 'cam', { cam: '\ud800' }],
    ['degrees of five decimals', 'loc.lat', { loc: { ...aSeg().loc, lat: '10.76262' } }],
    ['a list for an object', 'loc', { loc: [] }],
    ['a part that is missing', 'idx.sha256', { idx: { key: 'a/b' } }],
    ['a part that is unknown', 'idx.size', { idx: { ...aSeg().idx, size: 1 } }],
    ['a member that is missing', 'frames', { frames: undefined }],
    ['a member that is unknown', 'snap', { snap: 'x' }],
    ['a type that is unknown', 'type', { type: 'constructor' }],
    ['a type that is no text', 'type', { type: { toString: 1, valueOf: 1 } }],
  ])('refuses %s, and names %s', (_, field, changed) => {
    const value = { ...aSeg(), ...changed } as unknown as EvidenceRecord;
    expect(() => recordBytes(value)).toThrow(refused(field));
    expect(() => parse(textOf(value))).toThrow(refused(field));
  });

  it('refuses a gap that ends without naming the one that opened', () => {
    const ended = { ...opened, t1: '2026-11-30T02:00:00.000Z' };
    expect(() => recordBytes(ended)).toThrow(refused('opened'));
    expect(() => recordBytes({ ...opened, opened: opened.id })).toThrow(refused('opened'));
  });
});

describe('when the bytes of a record are tampered with', () => {
  const text = textOf(opened);

  it.each([
    ['members twice', text.replace('"v":1', '"v":1,"v":1')],
    ['members in another order', `{"v":1,${text.slice(1).replace(',"v":1', '')}`],
    ['white space', text.replace(':', ': ')],
    ['a newline at the end', `${text}\n`],
    ['a byte order mark', `\ufeff${text}`],
    ['1.0 for 1', text.replace('"v":1', '"v":1.0')],
    ['1e0 for 1', text.replace('"v":1', '"v":1e0')],
    ['-0 for 0', text.replace('"seq":1', '"seq":-0')],
    ['a huge integer', text.replace('"seq":1', '"seq":9007199254740993')],
    ['an escaped letter', text.replace('offline', '\\u006ffline')],
    ['a prototype', text.replace('{', '{"__proto__":{},')],
    ['a second value', `${text}{}`],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['deep nesting', `{"a":${'['.repeat(30_000)}${']'.repeat(30_000)}}`],
    ['too many bytes', textOf({ ...opened, reason: 'x'.repeat(65_535) })],
  ])('refuses %s', (_, tampered) => {
    expect(tampered).not.toBe(text);
    expect(() => parse(tampered)).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'record-malformed' }) as Error,
    );
  });

  it('refuses bytes that are not UTF-8', () => {
    expect(() => parseRecord(Buffer.from(text.replace('offline', '\u00ff'), 'latin1'))).toThrow(refused());
  });

  it('refuses whatever else comes, and never fails otherwise', () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.jsonValue().map((value) => Buffer.from(canonicalJson(value))),
      fc
        .dictionary(fc.constantFrom(...Object.keys(aSeg())), fc.jsonValue())
        .map((changed) => Buffer.from(canonicalJson({ ...aSeg(), ...changed, v: 2 }))),
    );
    fc.assert(
      fc.property(anything, (bytes) => {
        expect(() => parseRecord(bytes)).toThrow(AppError);
      }),
      { numRuns: 300 },
    );
  });
});

/** The records of one stream, each behind the one before. */
function chainOf(count: number): { record: Of<'gap'>; bytes: Uint8Array }[] {
  let end: ChainEnd = chainStart;
  return Array.from({ length: count }, (_, at) => {
    const record = { ...opened, ...nextInChain(end), id: `id${at}` };
    const bytes = recordBytes(record);
    end = endAfter(record.seq, bytes);
    return { record, bytes };
  });
}

/** Index of the first record that does not continue the chain; -1 when all do. */
function brokenAt(chain: readonly { record: Of<'gap'>; bytes: Uint8Array }[]): number {
  let end = chainStart;
  return chain.findIndex(({ record, bytes }) => {
    const follows = continuesChain(end, record);
    end = endAfter(record.seq, bytes);
    return !follows;
  });
}

describe('when a record tells a time', () => {
  const digits = (most: number, count: number) =>
    fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(count, '0'));
  const times = fc
    .tuple(
      digits(9_999, 4),
      digits(13, 2),
      digits(32, 2),
      digits(25, 2),
      digits(61, 2),
      digits(61, 2),
      digits(999, 3),
    )
    .map(
      ([year, month, day, ...[hour, minute, second, ms]]) =>
        `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`,
    );
  const isTaken = (at: string): boolean => {
    try {
      return recordBytes({ ...opened, t0: at }).length > 0;
    } catch {
      return false;
    }
  };

  it('is one that ECMAScript writes in the same way, and no other', () => {
    const leapDays = ['2024', '2023', '2000', '1900', '0000'].map((year): [string] => [
      `${year}-02-29T23:59:59.999Z`,
    ]);
    fc.assert(
      fc.property(times, (time) => {
        const ms = Date.parse(time);
        expect(isTaken(time)).toBe(!Number.isNaN(ms) && new Date(ms).toISOString() === time);
      }),
      { numRuns: 2_000, examples: leapDays },
    );
  });
});

describe('when records form a chain', () => {
  it('begins with number 1 and zeros', () => {
    expect(chainOf(1)[0]?.record).toMatchObject({ seq: 1, prev: '0'.repeat(64) });
    expect(brokenAt(chainOf(20))).toBe(-1);
  });

  it('is broken where a record was taken out, doubled, changed or moved', () => {
    const chain = chainOf(6);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4 }), (at) => {
        const [here, next] = chain.slice(at, at + 2);
        if (!here || !next) throw new Error('short');
        const changed = { ...here, bytes: recordBytes({ ...here.record, reason: 'disk' }) };
        expect(brokenAt(chain.toSpliced(at, 1))).toBe(at);
        expect(brokenAt(chain.toSpliced(at, 0, here))).toBe(at + 1);
        expect(brokenAt(chain.with(at, changed))).toBe(at + 1);
        expect(brokenAt(chain.toSpliced(at, 2, next, here))).toBe(at);
      }),
    );
  });
});
