import { hash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../src/core/index.ts';
import {
  type ChainEnd,
  chainPlace,
  chainStart,
  continuesChain,
  type EvidenceRecord,
  endAfter,
  leafHash,
  nextInChain,
  parseRecord,
  recordBytes,
  wordsDigest,
} from '../../../src/log/index.ts';

const digest = '5'.repeat(64);
const psn = `psn_${'a'.repeat(32)}`;
const other = `psn_${'b'.repeat(32)}`;
const zeros = '0'.repeat(64);
const noon = '2026-11-30T05:00:00.000Z';
const later = '2026-11-30T06:00:00.000Z';

// Members that every record has; each text below puts its own between them by hand.
const at = '"at":"2026-11-30T01:02:03.004Z"';
const boot = '"boot":"b2f1","by":{"build":"abc","id":"node_1","version":"0.2.0"}';
const clk = '"clk":{"err_ms":12,"off_ms":-3,"src":"chrony","state":"sync"}';
const id = '"id":"01kb7z8v3x5q6m7n8p9r0s1t2v"';
const log = '"log":"ward.example/evidence/01","mono_ms":123456';
const salt = '"salt":"AAECAwQFBgcICQoLDA0ODw=="';
const actor = `"actor":"${psn}"`;
const span = `"t0":"${noon}","t1":"${later}"`;
const first = `"prev":"${zeros}"`;
const second = `"rprev":"${digest}","rseq":2`;

const text = (...members: readonly string[]): string => `{${members.join(',')}}`;

const written: Record<string, string> = {
  'intent of a deletion': text(
    '"act":"intent"',
    at,
    boot,
    '"cam":"cam_1","cause":"days"',
    clk,
    '"count":3,"del":"del_1"',
    id,
    log,
    `"objs":12,"prev":"${digest}"`,
    `${salt},"segs":[7,9],"seq":40,"sha256":"${digest}","stream":"main",${span},"type":"del","v":1`,
  ),
  'result of a deletion': text(
    '"act":"result"',
    at,
    `${boot},"bytes":3000,"cam":"cam_1","cause":"quota"`,
    clk,
    '"count":3,"del":"del_1"',
    id,
    log,
    `"objs":12,"prev":"${digest}"`,
    `${salt},"seq":41,"sha256":"${digest}","stream":"main",${span}`,
    '"tally":{"absent":1,"deleted":5,"failed":0},"type":"del","v":1',
  ),
  camera: text(
    `"act":"pause",${actor},"aspect":"16:9"`,
    at,
    `${boot},"cam":"cam_1","changed":["address","name"]`,
    clk,
    '"dev":{"epr":"6f1e","fw":"V5.4.5 build 170123","mac":"02:00:00:00:00:01","model":"C 200","serial":"S 1"}',
    `"enrolled":"${noon}","hood":"nbh_1"`,
    `${id},"landmark":"${digest}","loc":{"bearing":"90.000000","lat":"10.762622","lon":"106.660172","view":"84.500000"}`,
    `${log},"name":"${digest}"`,
    `"notice":{"at":"${noon}","id":"ntc_1","posted":"2026-11-21","text":"${digest}"}`,
    `"pause":{"contributor":"ctb_1","id":"pau_1","kind":"paused","reason":"${digest}",${span}}`,
    `${first},"purpose":"${digest}","recording":"on","role":"custodian"`,
    `${salt},"seq":1,"site":"ward_1","street":"${digest}","type":"cam","v":1`,
  ),
  'clock of a camera': text(
    at,
    `${boot},"cam":"cam_1"`,
    `${clk},"err_ms":600`,
    id,
    `${log},"off_ms":-60000,${first}`,
    `${salt},"seq":1,"src":"SR","type":"cclk","v":1`,
  ),
  request: text(
    `"act":"countersign",${actor},"area":"${digest}"`,
    `${at},"authority":"${digest}","awaited":{"at":"${noon}","until":"${later}"},"basis":"${digest}"`,
    `${boot},"cams":["cam_1","cam_2"],"case":"Vụ 12/2026"`,
    `${clk},"created":"${noon}"`,
    `"emergency":{"countersigned":{"at":"${noon}","behalf":"${other}","by":"${psn}","same":"both"},"letter":{"at":"${noon}","authority":"${digest}","by":"${psn}","day":"2026-11-22","earlier":"${digest}","number":"${digest}"},"reason":"${digest}"}`,
    id,
    `"letter":{"day":"2026-11-21","number":"${digest}"},${log}`,
    `"purpose":"${digest}","report":"${digest}","req":"req_1","requester":"${other}","revision":3,"role":"officer"`,
    `${second},${salt},"state":"approved",${span},"type":"req","until":"${later}","urgency":"emergency","v":1`,
  ),
  'request that is over': text(
    `"act":"close",${actor},"area":"${digest}"`,
    at,
    `${boot},"cams":["cam_1"],"case":"12"`,
    `${clk},"closing":{"at":"${later}","by":"${psn}","note":"${digest}","outcome":"not-found"},"created":"${noon}"`,
    `"decision":{"at":"${noon}","by":"${other}","reason":"${digest}","verdict":"approved"}`,
    id,
    `${log},"purpose":"${digest}","req":"req_1","requester":"${psn}","revision":4,"role":"officer"`,
    `${second},${salt},"state":"closed",${span},"type":"req","urgency":"routine","v":1`,
  ),
  'look at coverage': text(
    `"act":"coverage",${actor}`,
    `${at},${boot},"cams":2`,
    `${clk},${id},${log},"req":"req_1","role":"officer"`,
    `${second},${salt},${span},"token":"tok_1","type":"acc","v":1`,
  ),
  'playlist that was issued': text(
    `"act":"playlist",${actor}`,
    `${at},${boot},"cam":"cam_1"`,
    `${clk},${id},${log},"req":"req_1","role":"officer"`,
    `${second},${salt},${span},"type":"acc","v":1`,
  ),
  'stretch of GOPs': text(
    `"act":"gops",${actor}`,
    `${at},${boot},"bytes":900,"cam":"cam_1"`,
    `${clk},"gops":4,${id},${log},"req":"req_1","role":"officer"`,
    `${second},${salt},${span},"type":"acc","v":1`,
  ),
  download: text(
    `"act":"download",${actor}`,
    `${at},${boot}`,
    `${clk},"exp":"exp_1","first":0,"footage":{"cam":"cam_1",${span}},${id},"last":99`,
    `${log},"req":"req_1","role":"officer",${second},${salt},"type":"acc","v":1`,
  ),
  'end of a download': text(
    `"act":"downloaded",${actor}`,
    `${at},${boot}`,
    `${clk},"exp":"exp_1","first":0,${id},"last":99`,
    `${log},"req":"req_1","role":"officer",${second},${salt},"sent":100,"type":"acc","v":1`,
  ),
  order: text(
    actor,
    `${at},${boot},"cams":["cam_1"]`,
    `"clips":"without",${clk},"exp":"exp_1"`,
    `${id},${log},"originals":"with","req":"req_1","role":"officer"`,
    `${second},${salt},${span},"type":"ord","v":1`,
  ),
  'export that was built': text(
    `"act":"build",${at},${boot},"bytes":5000`,
    `${clk},"exp":"exp_1","files":12,${id},${log},"req":"req_1","role":"service"`,
    `${second},${salt},"sha256":"${digest}","type":"exp","v":1`,
  ),
  'export that was cancelled': text(
    `"act":"cancel",${at},${boot}`,
    `${clk},"exp":"exp_1",${id},${log},"req":"req_1","role":"service"`,
    `${second},${salt},"type":"exp","v":1,"why":"request-ended"`,
  ),
  'hand-over': text(
    `"act":"hand-over",${at},${boot}`,
    `${clk},"exp":"exp_1","how":"link",${id},${log},"req":"req_1","role":"service"`,
    `${second},${salt},"sha256":"${digest}","to":"${digest}","type":"exp","v":1`,
  ),
  hold: text(
    `"act":"place",${actor},${at},${boot},"cams":["cam_1","cam_2"],"case":"Vụ 12/2026"`,
    `${clk},"created":"${noon}","hold":"hld_1",${id},${log},"owner":"${psn}","reason":"${digest}"`,
    `"req":"req_1","review":"${later}","role":"officer",${second},${salt},${span},"type":"hold","v":1`,
  ),
  release: text(
    `${actor},${at},${boot},${clk},"hold":"hld_1",${id},${log},"reason":"${digest}"`,
    `"role":"custodian",${second},${salt},"type":"release","v":1`,
  ),
  account: text(
    `"act":"change",${actor},"as":"custodian",${at},${boot},${clk},"created":"${noon}"`,
    `${id},${log},${first},"proposed":{"by":"${other}","id":"prp_1","same":"address"},"role":"auditor"`,
    `${salt},"seq":1,"since":"${later}","state":"enabled","type":"usr","user":"${other}","v":1`,
  ),
  'new password': text(
    `"act":"password",${actor},${at},${boot},${clk},${id},${log},${first},"role":"officer"`,
    `${salt},"seq":1,"type":"usr","user":"${psn}","v":1`,
  ),
  'one-time link': text(
    `"act":"link",${actor},${at},${boot},${clk},${id},${log},${first},"proposal":"prp_1","purpose":"both"`,
    `"role":"admin",${salt},"seq":1,"type":"usr","user":"${other}","v":1`,
  ),
  'new token': text(
    `"act":"make-token",${actor},"as":"officer",${at},${boot},${clk},${id},${log},${first},"program":"tok_1"`,
    `"role":"officer",${salt},"seq":1,"type":"usr","user":"${psn}","v":1`,
  ),
  'token that was revoked': text(
    `"act":"revoke-token",${actor},${at},${boot},${clk},${id},${log},${first},"program":"tok_1"`,
    `"role":"admin",${salt},"seq":1,"type":"usr","user":"${other}","v":1`,
  ),
  deputy: text(
    `"act":"deputy",${actor},${at},${boot},${clk},"custodian":"${psn}","deputy":"dep_1",${id},${log},${first}`,
    `"role":"custodian",${salt},"seq":1,${span},"type":"usr","user":"${other}","v":1`,
  ),
  'end of a deputy': text(
    `"act":"end-deputy",${actor},${at},${boot},${clk},"deputy":"dep_1",${id},${log},${first}`,
    `"role":"custodian",${salt},"seq":1,"type":"usr","user":"${other}","v":1`,
  ),
  policy: text(
    `${actor},${at},${boot},"cause":"set",${clk},${id},${log},${first},"role":"admin",${salt},"seq":1`,
    `"sha256":"${digest}","shortened":{"bytes":9,"cams":1,"from":"${later}","ms":60000,"segs":1},"type":"pol","v":1,"version":4`,
  ),
  'step of the clock': text(
    `"act":"step",${at},${boot},${clk},${id},${log},${first},${salt},"seq":1,"site":"ward_1","step_ms":-3600000`,
    '"type":"clk","v":1',
  ),
  'change of synchronisation': text(
    `"act":"sync",${at},${boot},${clk},${id},${log},${first},${salt},"seq":1,"site":"ward_1","type":"clk","v":1`,
  ),
  'doubt of the clock': text(
    `"act":"doubt",${at},${boot},${clk},"fault":"clock-behind",${id},${log},${first},${salt},"seq":1,"site":"ward_1"`,
    '"type":"clk","v":1',
  ),
  'word for the clock': text(
    `"act":"confirm",${actor},${at},${boot},${clk},${id},${log},${first},"role":"admin",${salt},"seq":1`,
    `"shortened":{"bytes":0,"cams":0,"from":"${later}","ms":0,"segs":0},"site":"ward_1","type":"clk","v":1`,
  ),
  'word that is taken back': text(
    `"act":"stop",${actor},${at},${boot},${clk},${id},${log},${first},"role":"custodian",${salt},"seq":1`,
    '"site":"ward_1","type":"clk","v":1',
  ),
  check: text(
    `"act":"run",${at},${boot},"bytes":700,${clk},"differ":1,${id},${log},"objs":7,${first},${salt},"seq":1`,
    '"site":"ward_1","store":"disk","type":"chk","v":1',
  ),
  'object that differs': text(
    `"act":"differ",${at},${boot},${clk},"found":"${digest}",${id},"key":"a/b.mp4",${log},${first},${salt},"seq":1`,
    '"site":"ward_1","store":"disk","type":"chk","v":1',
  ),
  'negative answer': text(
    `${actor},${at},${boot},"cams":2,${clk},${id},${log},"neg":"neg_1",${first},"role":"officer",${salt},"seq":1`,
    `"sha256":"${digest}","site":"ward_1",${span},"type":"neg","v":1`,
  ),
  'change of key': text(
    `${at},${boot},${clk},${id},${log},"new":"ward.example/evidence/01+8d6af2ca+AddamAGCsQ","old":"x+1+A",${first},${salt},"seq":1`,
    `"sigs":{"new":"${'A'.repeat(86)}==","old":"${'B'.repeat(85)}w=="},"type":"key","use":"log","v":1`,
  ),
  'custody event': text(
    `${at},${boot},${clk},${id},${log},"no":412,${first},${salt},"seq":1,"sha256":"${digest}","strand":7,"type":"ev","v":1`,
  ),
  heartbeat: text(
    `${at},${boot},${clk},${id},${log},${first},${salt},"seq":1,"site":"ward_1","type":"hb","v":1`,
  ),
};

const bytesOf = (name: string): Buffer => Buffer.from(written[name] ?? '');
const recordOf = (name: string): EvidenceRecord => parseRecord(bytesOf(name));
const refused = (field: string): Error =>
  expect.objectContaining({ kind: 'invalid', code: 'record-malformed', field }) as Error;

describe('when a fact becomes a record', () => {
  it.each(Object.entries(written))('writes the %s as these bytes, and makes their leaf', (name, expected) => {
    const reversed = Object.fromEntries(
      Object.entries(recordOf(name)).reverse(),
    ) as unknown as EvidenceRecord;
    const bytes = recordBytes(reversed);
    expect(Buffer.from(bytes).toString()).toBe(expected);
    expect(Buffer.from(leafHash(bytes)).toString('hex')).toBe(hash('sha256', `\0${expected}`));
  });

  it.each<[string, string, string, object]>([
    ['a user’s id for a pseudonym', 'actor', 'request', { actor: `user_${'0'.repeat(26)}` }],
    ['a pseudonym in upper case', 'requester', 'request', { requester: `psn_${'A'.repeat(32)}` }],
    ['an actor without a role of users', 'actor', 'request', { role: 'service' }],
    ['a role of users without an actor', 'actor', 'request', { actor: undefined }],
    ['a role that is none', 'role', 'request', { role: 'owner' }],
    ['written words', 'purpose', 'request', { purpose: 'tìm người' }],
    ['a line break in a case number', 'case', 'request', { case: '12\n13' }],
    ['half a pair of surrogates', 'case', 'request', { case: '\ud800' }],
    ['no case number', 'case', 'request', { case: '' }],
    ['a case number that never ends', 'case', 'request', { case: '1'.repeat(513) }],
    ['no camera', 'cams', 'request', { cams: [] }],
    ['cameras out of order', 'cams', 'request', { cams: ['cam_2', 'cam_1'] }],
    ['a camera twice', 'cams', 'request', { cams: ['cam_1', 'cam_1'] }],
    ['a camera with a letter that looks like another', 'cams', 'request', { cams: ['саm_1'] }],
    ['one camera for a list', 'cams', 'request', { cams: 'cam_1' }],
    ['a number among cameras', 'cams', 'order', { cams: [1] }],
    ['a draft', 'state', 'request', { state: 'draft' }],
    ['a step that is none', 'act', 'request', { act: 'draft' }],
    ['a number that is not exact', 'rseq', 'request', { rseq: 2 ** 53 }],
    ['another place in the chain', 'seq', 'request', { seq: 1 }],
    ['null', 'until', 'request', { until: null }],
    ['a verdict without a person', 'decision.by', 'request', { decision: { at: noon, verdict: 'approved' } }],
    [
      'a review under another name',
      'emergency.reviewed',
      'request',
      { emergency: { reason: digest, reviewed: {} } },
    ],
    ['GOPs of a playlist', 'gops', 'playlist that was issued', { gops: 4 }],
    ['a look of a kind that is none', 'act', 'playlist that was issued', { act: 'search' }],
    ['an act that is no text', 'act', 'playlist that was issued', { act: ['playlist'] }],
    ['true for with', 'originals', 'order', { originals: true }],
    [
      'a day that is none',
      'notice.posted',
      'camera',
      { notice: { at: noon, id: 'n', posted: '2026-02-30', text: digest } },
    ],
    ['a fraction of degrees', 'loc.lat', 'camera', { loc: { lat: 10.5, lon: '106.660172' } }],
    ['a line of a camera that is a list', 'dev.model', 'camera', { dev: { model: ['C200'] } }],
    ['both forms of a place', 'site', 'clock of a camera', { site: 'ward_1' }],
    ['1.5 ms', 'off_ms', 'clock of a camera', { off_ms: 1.5 }],
    ['a clock that says nothing', 'src', 'clock of a camera', { src: 'none' }],
    ['half a span of segments', 'segs', 'intent of a deletion', { segs: [1] }],
    ['no segments at all', 'segs', 'intent of a deletion', { segs: [] }],
    ['a span that ends before it begins', 'segs', 'intent of a deletion', { segs: [2, 1] }],
    ['spans that are one', 'segs', 'intent of a deletion', { segs: [1, 2, 3, 4] }],
    ['a span with a fraction', 'segs', 'intent of a deletion', { segs: [1, 1.5] }],
    ['bytes of what is not deleted yet', 'bytes', 'intent of a deletion', { bytes: 1 }],
    [
      'a signature with stray bits',
      'sigs.old',
      'change of key',
      { sigs: { new: `${'A'.repeat(86)}==`, old: `${'A'.repeat(85)}B==` } },
    ],
    ['one signature', 'sigs.old', 'change of key', { sigs: { new: `${'A'.repeat(86)}==` } }],
    ['the key of a witness', 'use', 'change of key', { use: 'witness' }],
    ['a mail address', 'email', 'account', { email: 'a@example.vn' }],
  ])('refuses %s, and names %s', (_, field, name, changed) => {
    const value = { ...recordOf(name), ...changed } as unknown as EvidenceRecord;
    expect(() => recordBytes(value)).toThrow(refused(field));
    expect(() => parseRecord(Buffer.from(canonicalJson(value)))).toThrow(refused(field));
  });

  it('keeps what people write out of it, and can still be held to it', () => {
    const raw = Buffer.concat([
      Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex'),
      Buffer.from('Tìm xe máy'),
    ]);
    expect(wordsDigest('AAECAwQFBgcICQoLDA0ODw==', 'Tìm xe máy')).toBe(hash('sha256', raw));
  });
});

describe('when a record is in a chain', () => {
  it.each([
    ['intent of a deletion', 'stream/cam_1/main', 40, digest],
    ['camera', 'cam/cam_1', 1, zeros],
    ['clock of a camera', 'cam/cam_1', 1, zeros],
    ['request', 'req/req_1', 2, digest],
    ['playlist that was issued', 'req/req_1', 2, digest],
    ['order', 'req/req_1', 2, digest],
    ['hand-over', 'req/req_1', 2, digest],
    ['hold', 'req/req_1', 2, digest],
    ['release', 'hold/hld_1', 2, digest],
    ['account', `usr/${other}`, 1, zeros],
    ['policy', 'pol', 1, zeros],
    ['step of the clock', 'site/ward_1', 1, zeros],
    ['check', 'site/ward_1', 1, zeros],
    ['heartbeat', 'site/ward_1', 1, zeros],
    ['change of key', 'key/log', 1, zeros],
  ])('says of the %s that it stands in %s', (name, chain, seq, prev) => {
    expect(chainPlace(recordOf(name))).toEqual({ chain, seq, prev });
  });

  it('says so of what a stream recorded, too, and of a picture that it stands in none', () => {
    const given = (type: string, more: object) =>
      ({ ...recordOf('heartbeat'), type, cam: 'cam_1', stream: 'sub', ...more }) as unknown as EvidenceRecord;
    expect(chainPlace(given('gap', { seq: 7 }))).toEqual({ chain: 'stream/cam_1/sub', seq: 7, prev: zeros });
    expect(chainPlace(given('pic', {}))).toBeUndefined();
    expect(chainPlace(given('link', { chain: 'custody/1' }))).toBeUndefined();
  });
});

interface Written {
  readonly record: EvidenceRecord;
  readonly bytes: Uint8Array;
}

const kinds = Object.keys(written).filter((name) => written[name]?.includes('"req":"req_1"'));

/** The chain of a request with records of these kinds. */
function chainOf(names: readonly string[]): Written[] {
  let end: ChainEnd = chainStart;
  return names.map((name) => {
    const { seq: rseq, prev: rprev } = nextInChain(end);
    const record = { ...recordOf(name), rseq, rprev } as EvidenceRecord;
    const bytes = recordBytes(record);
    end = endAfter(rseq, bytes);
    return { record, bytes };
  });
}

/** Index of the first record that does not continue the chain; -1 when all do. */
function brokenAt(chain: readonly Written[]): number {
  let end = chainStart;
  return chain.findIndex(({ record, bytes }) => {
    const place = chainPlace(record);
    const follows = place?.chain === 'req/req_1' && continuesChain(end, place);
    end = endAfter(place?.seq ?? 0, bytes);
    return !follows;
  });
}

describe('when the records of a request form a chain', () => {
  it('takes every kind of them, in whatever order they come', () => {
    expect(kinds).toHaveLength(12);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...kinds), { minLength: 1, maxLength: 12 }), (names) => {
        expect(brokenAt(chainOf(names))).toBe(-1);
      }),
      { numRuns: 50 },
    );
  });

  it('is broken where a record was taken out, doubled, changed, moved or taken from another request', () => {
    const chain = chainOf(kinds);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: kinds.length - 2 }), (index) => {
        const [here, next] = chain.slice(index, index + 2);
        if (!here || !next) throw new Error('short');
        const changed = { ...here, bytes: recordBytes({ ...here.record, mono_ms: 1 }) };
        const strange = { ...here, record: { ...here.record, req: 'req_2' } as EvidenceRecord };
        expect(brokenAt(chain.toSpliced(index, 1))).toBe(index);
        expect(brokenAt(chain.toSpliced(index, 0, here))).toBe(index + 1);
        expect(brokenAt(chain.with(index, changed))).toBe(index + 1);
        expect(brokenAt(chain.toSpliced(index, 2, next, here))).toBe(index);
        expect(brokenAt(chain.with(index, strange))).toBe(index);
      }),
    );
  });
});
