import { crc32 } from 'node:zlib';
import { sha256Hex } from '../../../src/core/index.ts';
import {
  consistencyFile,
  inListedOrder,
  recordFiles,
  type SealedRecord,
} from '../../../src/evidence/evd/index.ts';
import { partsWithin, zipLayout } from '../../../src/evidence/zip/zip64.ts';
import { formatNote, signNote, type TreeHead } from '../../../src/log/index.ts';
import {
  type BundleManifest,
  cameraRecordsName,
  custodyName,
  indexName,
  keyName,
  keyRecordsName,
  manifestBytes,
  manifestNoteText,
  originalName,
  pictureRecordsName,
  siteRecordsName,
  streamRecordsName,
  type TrustedKeys,
  unlistedNames,
} from '../../../src/verify/index.ts';
import {
  builtMs,
  type Cam,
  cams,
  type Evidence,
  exportId,
  iso,
  pictureBytes,
  requestId,
  scope,
} from './evidence.ts';
import { clipOf } from './footage.ts';
import { type LoggedLeaf, origin, type PlannedBody, type testKey } from './test-log.ts';

/** The files that the manifest lists, by name; and its other members. */
export interface Draft {
  readonly files: Map<string, Uint8Array>;
  head: Omit<BundleManifest, 'files'>;
}

export type BundleFiles = Map<string, Uint8Array>;

/** What an officer pins. */
export const trustedKeys = ({ log, exportKey }: Evidence): TrustedKeys => ({
  log: [log.logKey.text],
  export: [exportKey.text],
  witnesses: [log.witness.key],
});

/** Leaves with their proofs in the tree of that size. */
export const sealedRecords = async (
  { log }: Evidence,
  leaves: readonly Pick<LoggedLeaf, 'bytes' | 'index'>[],
  size: number,
): Promise<SealedRecord[]> =>
  Promise.all(
    leaves.map(async ({ bytes, index }) => ({
      bytes,
      log: 1,
      index,
      proof: await log.tree(size).inclusionProof(index),
    })),
  );

/** What an honest export puts into the bundle, before it is signed. */
export async function draftOf(evidence: Evidence): Promise<Draft> {
  const files = new Map<string, Uint8Array>([
    ['checkpoint', evidence.checkpoint],
    [keyName('log'), Buffer.from(`${evidence.log.logKey.text}\n`)],
    [keyName('export'), Buffer.from(`${evidence.exportKey.text}\n`)],
    ['README.txt', Buffer.from('Cách kiểm tra / how to verify\n')],
  ]);
  for (const [path, prefix] of recordGroups())
    await putRecords(evidence, files, path, leavesOf(evidence, prefix));
  for (const cam of cams) putFootage(evidence, files, cam);
  return { files, head: await headOf(evidence) };
}

export async function putRecords(
  evidence: Evidence,
  files: Map<string, Uint8Array>,
  path: string,
  leaves: readonly LoggedLeaf[],
): Promise<void> {
  if (leaves.length === 0) return;
  const records = await sealedRecords(evidence, leaves, evidence.size);
  for (const file of recordFiles(path, records)) files.set(file.path, file.content);
}

const recordGroups = (): [path: string, prefix: string][] => [
  [keyRecordsName('export'), 'key/export'],
  [custodyName, 'custody/'],
  [siteRecordsName('ward'), 'hb/'],
  ...cams.flatMap((cam): [string, string][] => [
    [streamRecordsName(cam, 'main'), `seg/${cam}/`],
    [cameraRecordsName(cam), `cam/${cam}`],
    [pictureRecordsName(cam), `pic/${cam}/`],
  ]),
];

export const leavesOf = ({ log, size }: Evidence, prefix: string): LoggedLeaf[] =>
  log.leaves.filter(({ name, index }) => name.startsWith(prefix) && index < size);

function putFootage({ filmed }: Evidence, files: Map<string, Uint8Array>, cam: Cam): void {
  const all = filmed[cam];
  const lines = all.flatMap(({ index }) => [index, Buffer.from('\n')]);
  files.set(indexName(cam, 'main'), Buffer.concat(lines));
  files.set(`clip/${cam}.mp4`, clipOf(all, scope, scope[0] - 2_000));
  for (const [i, { bytes, t0, t1 }] of all.entries()) {
    if (t0 >= scope[1] || t1 <= scope[0]) continue;
    files.set(originalName(cam, 'main', i + 1), bytes);
    files.set(`pictures/${cam}/main/${i + 1}-1.jpg`, pictureBytes(cam, i + 1));
  }
}

async function headOf(evidence: Evidence): Promise<Draft['head']> {
  const { root } = await headAt(evidence, evidence.size);
  const custody = leavesOf(evidence, 'custody/');
  return {
    v: 1,
    format: 'evd/1',
    export: exportId,
    at: iso(builtMs),
    by: { id: 'node_1', version: '0.2.0', build: 'abc' },
    log: { origin, size: evidence.size, root: Buffer.from(root).toString('hex') },
    request: { id: requestId, ...namedRecord(custody.filter(({ record }) => record.type === 'req').at(-1)) },
    order: namedRecord(custody.find(({ record }) => record.type === 'ord')),
    scope: { cams: [...cams], t0: iso(scope[0]), t1: iso(scope[1]), originals: 'with', clips: 'with' },
    limits: ['before-the-recorder', 'later-records'],
    coverage: cams.map((cam) => coverageOf(evidence, cam)),
    derived: cams.map((cam) => ({
      path: `clip/${cam}.mp4`,
      cam,
      stream: 'main',
      t0: iso(scope[0] - 2_000),
      tool: 'Minh Chứng 0.2.0',
    })),
  };
}

const headAt = async ({ log }: Evidence, size: number): Promise<TreeHead> => ({
  size,
  root: await log.tree(size).root(size),
});

const namedRecord = (leaf: LoggedLeaf | undefined) => ({
  rseq: leaf && 'rseq' in leaf.record ? leaf.record.rseq : 0,
  sha256: leaf ? sha256Hex(leaf.bytes) : '0'.repeat(64),
});

/** Counts what the log says, as an honest export does. */
export function coverageOf(evidence: Evidence, cam: Cam): BundleManifest['coverage'][number] {
  const leaves = leavesOf(evidence, `seg/${cam}/`);
  const numbers = leaves.map(({ record }) => ('seq' in record ? record.seq : 0));
  const count = (type: string) => leaves.filter(({ record }) => record.type === type).length;
  return {
    cam,
    stream: 'main',
    first: Math.min(...numbers),
    last: Math.max(...numbers),
    segs: count('seg'),
    gaps: count('gap'),
  };
}

/** Signs the draft, states the export's own record, and seals it under a later checkpoint. */
export async function sealedBundle(evidence: Evidence, draft: Draft): Promise<BundleFiles> {
  const signed = signedFiles(evidence, draft);
  const manifest = signed.get(unlistedNames.manifest) ?? Buffer.of();
  const listed = [...draft.files.values()];
  const body: PlannedBody = {
    type: 'exp',
    act: 'build',
    role: 'service',
    req: requestId,
    exp: draft.head.export,
    files: listed.length,
    bytes: listed.reduce((sum, { length }) => sum + length, 0),
    sha256: sha256Hex(manifest),
  };
  evidence.log.append([{ name: 'export', atMs: builtMs + 1_000, body }]);
  // An export of the same evidence before stands in the chain, too.
  const leaves = evidence.log.leaves.filter(({ name }) => name === 'export');
  const head = evidence.log.head();
  const [records, proofs] = recordFiles('exp.jsonl', await sealedRecords(evidence, leaves, head.size));
  const consistency = consistencyFile(await evidence.log.tree(head.size).consistencyProof(evidence.size));
  return new Map([
    ...[...signed].slice(0, 2),
    [unlistedNames.exportRecords, records?.content ?? Buffer.of()],
    [unlistedNames.exportProofs, proofs?.content ?? Buffer.of()],
    [unlistedNames.exportCheckpoint, evidence.log.checkpoint(head, builtMs + 2_000)],
    [unlistedNames.exportConsistency, consistency],
    ...[...signed].slice(2),
  ]);
}

/** Manifest, note and the listed files; `by` another key than the export's, where a test says so. */
export function signedFiles({ exportKey }: Evidence, { files, head }: Draft, by = exportKey): BundleFiles {
  const listed = inListedOrder(
    [...files].map(([path, content]) => ({ path, bytes: content.length, sha256: sha256Hex(content) })),
  );
  const manifest = manifestBytes({ ...head, files: listed });
  return new Map([
    [unlistedNames.manifest, manifest],
    [unlistedNames.note, noteOf(manifest, by, head.export)],
    ...listed.map(({ path }): [string, Uint8Array] => [path, files.get(path) ?? Buffer.of()]),
  ]);
}

export function noteOf(manifest: Uint8Array, by: ReturnType<typeof testKey>, id = exportId): Uint8Array {
  const text = manifestNoteText(id, manifest, origin);
  return formatNote({ text, signatures: [signNote(text, by.key, by.privateKey)] });
}

/** The listed files of a sealed bundle under a new manifest, signed with the real key; the `exp` record stays the old one. */
export function signedAgain(evidence: Evidence, bundle: BundleFiles, draft: Draft): BundleFiles {
  const unlisted = [...bundle].filter(([name]) => name.startsWith('exp.'));
  const [manifest, note, ...listed] = [...signedFiles(evidence, draft)];
  return new Map([...(manifest ? [manifest] : []), ...(note ? [note] : []), ...unlisted, ...listed]);
}

/** The ZIP that the product writes. */
export function zipOf(files: Iterable<readonly [string, Uint8Array]>): Buffer {
  const entries = [...files];
  const layout = zipLayout(
    entries.map(([name, content]) => ({ name, sizeBytes: content.length, crc32: crc32(content) })),
    builtMs,
  );
  const parts = [...partsWithin(layout, { offsetBytes: 0, sizeBytes: layout.sizeBytes })];
  return Buffer.concat(
    parts.map((part) => (part.kind === 'structure' ? part.bytes : (entries[part.entry]?.[1] ?? Buffer.of()))),
  );
}
