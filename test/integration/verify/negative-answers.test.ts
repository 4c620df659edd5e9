import { describe, expect, it } from 'vitest';
import { canonicalJson, sha256Hex } from '../../../src/core/index.ts';
import { putRecords, trustedKeys, zipOf } from '../../support/evd/bundle.ts';
import { type Evidence, iso, makeEvidence, scope } from '../../support/evd/evidence.ts';
import type { PlannedFact } from '../../support/evd/test-log.ts';
import { verdictOnZip } from '../../support/evd/verdict.ts';

const [fromMs, toMs] = scope;
const clerk = `psn_${'1'.repeat(32)}`;

/** As a ward states it, of the first camera of the tests: it was filmed all the time. */
const statement = (over: object = {}) => ({
  v: 1,
  id: 'neg_1',
  statedAt: iso(toMs),
  caseNumber: '12/TB-CAP',
  area: { kind: 'cameras', cameraIds: ['cam_a'] },
  from: iso(fromMs),
  to: iso(toMs),
  grounds: ['dead'],
  cameras: [
    {
      id: 'cam_a',
      name: 'Cột 14',
      missing: [{ from: iso(fromMs), to: iso(toMs), reason: 'offline', ground: 'dead' }],
    },
  ],
  outerCameras: [],
  ...over,
});

const answer = (atMs: number, sha256: string): PlannedFact => ({
  name: 'neg/1',
  atMs,
  body: {
    type: 'neg',
    actor: clerk,
    role: 'officer',
    site: 'ward',
    neg: 'neg_1',
    t0: iso(fromMs),
    t1: iso(toMs),
    cams: 1,
    sha256,
  },
});

/** What the verifier finds of an answer that the ward really recorded, when the footage was there or came later. */
async function found(stated: object, atMs: number): Promise<string[]> {
  const document = Buffer.from(canonicalJson(stated));
  const evidence = await makeEvidence({
    change: (facts) => [...facts, answer(atMs, sha256Hex(document))].sort((a, b) => a.atMs - b.atMs),
  });
  const report = await verdictOnZip(zipOf(await proofFiles(evidence, document)), trustedKeys(evidence));
  return report.findings.map(({ what, detail = {} }) => `${what} ${detail.member ?? ''}`.trim());
}

async function proofFiles(evidence: Evidence, document: Buffer): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>([
    ['statement.json', document],
    ['checkpoint', evidence.checkpoint],
    ['keys/log.vkey', Buffer.from(`${evidence.log.logKey.text}\n`)],
  ]);
  const leaves = (names: RegExp) => evidence.log.leaves.filter(({ name }) => names.test(name));
  await putRecords(evidence, files, 'records/site/ward.jsonl', leaves(/^(?:hb|neg)\//));
  await putRecords(evidence, files, 'records/cam_a/camera.jsonl', leaves(/^cam\/cam_a/));
  await putRecords(evidence, files, 'records/cam_a/main.jsonl', leaves(/^seg\/cam_a\//));
  return files;
}

describe('when an insider states and records that there is no footage', () => {
  it('is contradicted by the footage that was recorded before', async () => {
    const told = await found(statement(), toMs + 60_000);
    expect(told).toEqual(
      expect.arrayContaining(['silence-unproved', 'silence-disproved', 'camera-differs name']),
    );
    expect(told).not.toContain('footage-since');
  });

  it('is told that footage came in later', async () => {
    const told = await found(statement(), fromMs - 30_000);
    expect(told).toContain('footage-since');
    expect(told).not.toContain('silence-disproved');
  });

  it.each([
    ['grounds', { grounds: ['paused'] }],
    ['missing', { cameras: [{ id: 'cam_a', name: 'Cột 14', missing: [] }], grounds: [] }],
    ['from', { from: iso(fromMs - 1_000) }],
    ['cameras', { cameras: [], grounds: ['no-camera'] }],
  ])('names what contradicts itself or its record: %s', async (member, over) => {
    expect(await found(statement(over), toMs + 60_000)).toContain(`answer-differs ${member}`);
  });
});
