import { sha256Hex } from '../../../src/core/index.ts';
import { type FilmedSegment, filmSegments } from './footage.ts';
import { type PlannedFact, type TestKey, TestLog, testKey } from './test-log.ts';

const start = Date.parse('2026-11-29T03:00:00.000Z');
export const cams = ['cam_a', 'cam_b'] as const;
export type Cam = (typeof cams)[number];
/** From the second segment into the fourth. */
export const scope: readonly [number, number] = [start + 14_000, start + 46_000];
export const requestId = 'req_1';
export const exportId = 'exp_1';
const officer = `psn_${'1'.repeat(32)}`;
const custodian = `psn_${'2'.repeat(32)}`;
const words = '5'.repeat(64);
/** When the export is built, a day later. */
export const builtMs = start + 86_400_000;

export const iso = (ms: number): string => new Date(ms).toISOString();

/** What was filmed, told and sealed; and the keys, which only an insider has. */
export interface Evidence {
  readonly filmed: Readonly<Record<Cam, readonly FilmedSegment[]>>;
  readonly log: TestLog;
  readonly exportKey: ReturnType<typeof testKey>;
  /** The tree of the bundle’s checkpoint. */
  readonly size: number;
  readonly checkpoint: Uint8Array;
}

/** Changes what is stated, before it is logged: what only an insider, or the world itself, can do. */
export type ChangeFacts = (facts: readonly PlannedFact[]) => readonly PlannedFact[];

let filmed: Promise<Evidence['filmed']> | undefined;

const film = (): Promise<Evidence['filmed']> => {
  filmed ??= Promise.all([filmSegments('testsrc2', start), filmSegments('testsrc', start)]).then(
    ([a, b]) => ({
      cam_a: a,
      cam_b: b,
    }),
  );
  return filmed;
};

export interface EvidenceTerms {
  readonly change?: ChangeFacts;
  readonly witnessedMs?: number | null;
  /** That signs the log when the bundle is made. */
  readonly logKey?: TestKey;
}

/** Two cameras that recorded a minute, a request for half of it, approved, and an export that was ordered. */
export async function makeEvidence({
  change = (facts) => facts,
  witnessedMs,
  logKey = testKey('minhchung.internal/ward_1/evidence/01'),
}: EvidenceTerms = {}): Promise<Evidence> {
  const footage = await film();
  const log = new TestLog(logKey, testKey('witness.example', 'cosignature'));
  log.append(change(plannedFacts(footage)));
  const head = log.head();
  const checkpoint = log.checkpoint(head, witnessedMs === null ? undefined : (witnessedMs ?? builtMs));
  const exportKey = testKey('minhchung.internal/ward_1/export');
  return { filmed: footage, log, exportKey, size: head.size, checkpoint };
}

function plannedFacts(footage: Evidence['filmed']): PlannedFact[] {
  const others = Array.from({ length: 300 }, (_, i): PlannedFact => {
    const atMs = start - 3_000_000 + i * 9_000;
    return { name: `other/${i}`, atMs, body: { type: 'hb', site: 'site_2' } };
  });
  return [...others, ...wardFacts(), ...segmentFacts(footage), ...requestFacts()].sort(
    (a, b) => a.atMs - b.atMs,
  );
}

const wardFacts = (): PlannedFact[] => [
  { name: 'hb/1', atMs: start - 60_000, body: { type: 'hb', site: 'ward' } },
  ...cams.map((cam): PlannedFact => ({ name: `cam/${cam}`, atMs: start - 50_000, body: enrolled(cam) })),
  { name: 'hb/2', atMs: start + 90_000, body: { type: 'hb', site: 'ward' } },
];

const enrolled = (cam: Cam) => ({
  type: 'cam' as const,
  act: 'enrol',
  actor: officer,
  role: 'technician',
  cam,
  site: 'ward',
  hood: 'hood_1',
  enrolled: iso(start - 50_000),
  recording: 'on',
  name: words,
});

const segmentFacts = (footage: Evidence['filmed']): PlannedFact[] =>
  cams.flatMap((cam) =>
    footage[cam].flatMap((segment, i): PlannedFact[] => [
      { name: `seg/${cam}/${i + 1}`, atMs: segment.t1 + 1_000, body: segmentBody(cam, segment, i) },
      { name: `pic/${cam}/${i + 1}`, atMs: segment.t1 + 3_000, body: pictureBody(cam, segment, i) },
    ]),
  );

const segmentBody = (cam: Cam, { bytes, index, t0, t1, keyframes }: FilmedSegment, i: number) => ({
  type: 'seg' as const,
  cam,
  stream: 'main',
  run: `run_${cam}`,
  obj: `ward/${cam}/main/${i}.mp4`,
  bytes: bytes.length,
  sha256: sha256Hex(bytes),
  t0: iso(t0),
  t1: iso(t1),
  media_ms: t1 - t0,
  frames: 120,
  keys: keyframes.gops.length,
  pts0: 0,
  pts1: 153_600,
  timescale: 12_800,
  codec: 'avc1.42c00a',
  w: 160,
  h: 96,
  params: words,
  cam_clk: { src: 'none' },
  loc: { lat: '10.762622', lon: '106.660172', ward: 'ward_1', rev: 1 },
  oms: 'none',
  idx: { key: `ward/${cam}/main/${i}.json`, sha256: sha256Hex(index) },
  end: 'rotate',
});

/** The picture of a test is its name: the verifier does not look at it. */
export const pictureBytes = (cam: Cam, seq: number): Buffer => Buffer.from(`still of ${cam} ${seq}`);

const pictureBody = (cam: Cam, { t0 }: FilmedSegment, i: number) => ({
  type: 'pic' as const,
  cam,
  stream: 'main',
  seq: i + 1,
  key: `ward/${cam}/main/${i}.jpg`,
  sha256: sha256Hex(pictureBytes(cam, i + 1)),
  t: iso(t0),
});

const requestFacts = (): PlannedFact[] => [
  { name: 'custody/file', atMs: start + 3_600_000, body: requestBody('file', { state: 'submitted' }) },
  {
    name: 'custody/approve',
    atMs: start + 4_000_000,
    body: requestBody('approve', {
      state: 'approved',
      actor: custodian,
      role: 'custodian',
      until: iso(start + 7 * 86_400_000),
      decision: { at: iso(start + 4_000_000), by: custodian, verdict: 'approved' },
    }),
  },
  { name: 'custody/look', atMs: start + 4_100_000, body: lookBody() },
  { name: 'custody/order', atMs: builtMs - 60_000, body: orderBody() },
];

const ofRequest = { actor: officer, role: 'officer', req: requestId };
const range = { t0: iso(scope[0]), t1: iso(scope[1]) };

const requestBody = (act: string, changed: Readonly<Record<string, unknown>>) => ({
  type: 'req' as const,
  act,
  ...ofRequest,
  revision: 1,
  requester: officer,
  created: iso(start + 3_600_000),
  case: '12/TB-CAP',
  purpose: words,
  urgency: 'routine',
  area: words,
  cams: [...cams],
  ...range,
  ...changed,
});

const lookBody = () => ({ type: 'acc' as const, act: 'coverage', ...ofRequest, cams: 2, ...range });

const orderBody = () => ({
  type: 'ord' as const,
  ...ofRequest,
  exp: exportId,
  cams: [...cams],
  ...range,
  originals: 'with',
  clips: 'with',
});
