import { canonicalJson, sha256Hex } from '../../../src/core/index.ts';
import type { BundleFiles } from '../../support/evd/zip-of.ts';
import { noonMs } from '../../support/hand-clock.ts';
import { putRecords } from './drafted-bundle.ts';
import { type ChangeFacts, type Evidence, evidenceOf, iso } from './evidence.ts';
import { type RealExport, scope } from './real-export.ts';
import type { PlannedFact } from './test-log.ts';

const { fromMs, toMs } = scope;

/** As a ward states that camera a was offline; it was filmed all the time. */
export const negativeStatement = ({ ids }: RealExport, over: object = {}) => ({
  v: 1,
  id: 'neg_1',
  statedAt: iso(toMs),
  caseNumber: '12/TB-CAP',
  area: { kind: 'cameras', cameraIds: [ids.a] },
  from: iso(fromMs),
  to: iso(toMs),
  grounds: ['dead'],
  cameras: [
    {
      id: ids.a,
      name: 'Cột 14',
      missing: [{ from: iso(fromMs), to: iso(toMs), reason: 'offline', ground: 'dead' }],
    },
  ],
  outerCameras: [],
  ...over,
});

/** That no camera is there: true as far as any record can tell. */
export const noCameraStatement = (real: RealExport) =>
  negativeStatement(real, { cameras: [], grounds: ['no-camera'] });

const answerFact = (cams: number, sha256: string): PlannedFact => ({
  name: 'site/ward/1',
  atMs: noonMs,
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

/** Where an insider states an answer: behind all that the ward recorded, or before the footage of camera a came in. */
type Stating = (answer: PlannedFact) => ChangeFacts;
const afterwards: Stating = (answer) => (facts) => [...facts, answer];
export const beforehand: Stating = (answer) => (facts) =>
  facts.flatMap((fact) => (fact.name === 'stream/a/1' ? [answer, fact] : [fact]));

/** The files of the proof of a statement that was recorded there, about so many cameras. */
export async function negativeProofFiles(
  real: RealExport,
  statement: object,
  { stating = afterwards, cams = 1 }: { readonly stating?: Stating; readonly cams?: number } = {},
): Promise<BundleFiles> {
  const document = Buffer.from(canonicalJson(statement));
  const evidence = evidenceOf(real, { change: stating(answerFact(cams, sha256Hex(document))) });
  const files: BundleFiles = new Map<string, Uint8Array>([
    ['statement.json', document],
    ['checkpoint', evidence.checkpoint],
    ['keys/log.vkey', Buffer.from(`${evidence.log.logKey.text}\n`)],
  ]);
  await putRecords(evidence, files, 'records/site/ward.jsonl', leavesIn(evidence, 'site/ward/'));
  if (cams === 0) return files;
  const folder = `records/${real.ids.a}`;
  await putRecords(evidence, files, `${folder}/camera.jsonl`, leavesIn(evidence, 'cam/a/'));
  await putRecords(evidence, files, `${folder}/main.jsonl`, leavesIn(evidence, 'stream/a/'));
  return files;
}

const leavesIn = ({ log }: Evidence, prefix: string) =>
  log.leaves.filter(({ name }) => name.startsWith(prefix));
