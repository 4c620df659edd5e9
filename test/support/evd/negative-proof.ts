import { canonicalJson, sha256Hex } from '../../../src/core/index.ts';
import { type BundleFiles, putRecords } from './bundle.ts';
import { type Evidence, iso, makeEvidence, scope } from './evidence.ts';
import type { PlannedFact } from './test-log.ts';

const [fromMs, toMs] = scope;

/** As a ward states that the first camera of the tests was offline; it was filmed all the time. */
export const negativeStatement = (over: object = {}) => ({
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

/** That no camera is there: true as far as any record can tell. */
export const noCameraStatement = negativeStatement({ cameras: [], grounds: ['no-camera'] });

const answerFact = (atMs: number, cams: number, sha256: string): PlannedFact => ({
  name: 'neg/1',
  atMs,
  body: {
    type: 'neg',
    actor: `psn_${'1'.repeat(32)}`,
    role: 'officer',
    site: 'ward',
    neg: 'neg_1',
    t0: iso(fromMs),
    t1: iso(toMs),
    cams,
    sha256,
  },
});

/** The files of the proof of a statement that was recorded then, about so many cameras. */
export async function negativeProofFiles(
  statement: object,
  { atMs = toMs + 60_000, cams = 1 }: { readonly atMs?: number; readonly cams?: number } = {},
): Promise<{ readonly evidence: Evidence; readonly files: BundleFiles }> {
  const document = Buffer.from(canonicalJson(statement));
  const fact = answerFact(atMs, cams, sha256Hex(document));
  const evidence = await makeEvidence({
    change: (facts) => [...facts, fact].sort((a, b) => a.atMs - b.atMs),
  });
  const files: BundleFiles = new Map<string, Uint8Array>([
    ['statement.json', document],
    ['checkpoint', evidence.checkpoint],
    ['keys/log.vkey', Buffer.from(`${evidence.log.logKey.text}\n`)],
  ]);
  const leaves = (names: RegExp) => evidence.log.leaves.filter(({ name }) => names.test(name));
  await putRecords(evidence, files, 'records/site/ward.jsonl', leaves(/^(?:hb|neg)\//));
  if (cams > 0) {
    await putRecords(evidence, files, 'records/cam_a/camera.jsonl', leaves(/^cam\/cam_a/));
    await putRecords(evidence, files, 'records/cam_a/main.jsonl', leaves(/^seg\/cam_a\//));
  }
  return { evidence, files };
}
