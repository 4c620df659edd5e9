import { describe, expect, it } from 'vitest';
import { lookFact } from '../../../src/adapters/postgres/custody/look-record.ts';
import { newId, type UserId } from '../../../src/core/index.ts';
import { type CustodyEventName, type CustodyMatter, custodyEvent } from '../../../src/custody/index.ts';
import { type Fact, parseRecord, recordBytes, recordOfFact } from '../../../src/log/index.ts';
import { noonMs } from '../../support/hand-clock.ts';

const user = { id: newId('user', noonMs), role: 'officer', tokenId: newId('token', noonMs) };
const nameOf = (_: UserId): string => `psn_${'7'.repeat(32)}`;
const requestId = newId('request', noonMs);
const cameraId = newId('camera', noonMs);
const range = { fromMs: noonMs, toMs: noonMs + 1_500 };
const times = { t0: '2026-11-21T12:00:00.000Z', t1: '2026-11-21T12:00:01.500Z' };
const footage = { cam: cameraId, ...times };
const exportId = newId('export', noonMs);
const transfer = { exportId, firstByte: 0, lastByte: 9 };
const sent = { exp: exportId, first: 0, last: 9 };

const lookOf = (name: CustodyEventName, matter: CustodyMatter) =>
  lookFact(custodyEvent({ user, nowMs: noonMs }, name, matter), nameOf);

const recordOf = (fact: Fact) =>
  parseRecord(
    recordBytes(
      recordOfFact(fact, {
        v: 1,
        log: 'minhchung.internal/ward_test/evidence/01',
        id: newId('record', noonMs),
        at: times.t0,
        boot: 'boot-1',
        mono_ms: 1,
        clk: { state: 'sync' },
        by: { id: 'node/test', version: '0', build: '0' },
        salt: 'AAECAwQFBgcICQoLDA0ODw==',
      }),
    ),
  );

const look = { requestId, cameraId, range };
const looks: readonly [CustodyEventName, CustodyMatter, object][] = [
  ['coverage-shown', { requestId, range, detail: { cameras: 3 } }, { act: 'coverage', cams: 3, ...times }],
  ['playlist-issued', look, { act: 'playlist', ...footage }],
  ['still-issued', look, { act: 'still', ...footage }],
  [
    'still-issued',
    { ...look, detail: { sha256: 'ab'.repeat(32), gop: 1, frame: 7 } },
    { act: 'still', ...footage, sha256: 'ab'.repeat(32) },
  ],
  ['storyboard-issued', look, { act: 'storyboard', ...footage }],
  ['changes-searched', look, { act: 'changes', ...footage }],
  [
    'gops-served',
    { ...look, detail: { gops: 2, sizeBytes: 9 } },
    { act: 'gops', ...footage, gops: 2, bytes: 9 },
  ],
  ['download-issued', { ...look, detail: transfer }, { act: 'download', ...sent, footage }],
  ['download-issued', { requestId, detail: transfer }, { act: 'download', ...sent }],
  [
    'download-ended',
    { requestId, detail: { ...transfer, sentBytes: 4, result: 'broken-off' } },
    { act: 'downloaded', ...sent, sent: 4 },
  ],
];

describe('when somebody looks under a request', () => {
  it.each(looks)('states %s as a record of what was opened, and by whom', (name, matter, said) => {
    const fact = lookOf(name, matter);
    if (!fact) throw new Error('no record');
    const by = { actor: nameOf(user.id), role: 'officer', token: user.tokenId, at: times.t0 };
    expect(recordOf(fact)).toMatchObject({ type: 'acc', req: requestId, ...said, ...by });
  });

  it('states nothing of searches and refusals, nor of looks under no request', () => {
    expect(lookOf('footage-searched', { requestId, range })).toBeUndefined();
    expect(lookOf('denied', { requestId })).toBeUndefined();
    expect(lookOf('coverage-shown', { cameraId, range })).toBeUndefined();
  });
});
