import { sha256Hex } from '../../../src/core/index.ts';
import {
  consistencyFile,
  inListedOrder,
  recordFiles,
  type SealedRecord,
} from '../../../src/evidence/evd/index.ts';
import { formatNote, signNote } from '../../../src/log/index.ts';
import {
  type BundleManifest,
  cameraRecordsName,
  custodyName,
  keyName,
  keyRecordsName,
  manifestBytes,
  manifestNoteText,
  pictureRecordsName,
  siteRecordsName,
  streamRecordsName,
  unlistedNames,
} from '../../../src/verify/index.ts';
import { fileIn } from '../../support/evd/verdict.ts';
import type { BundleFiles } from '../../support/evd/zip-of.ts';
import { noonMs } from '../../support/hand-clock.ts';
import { testOrigin } from '../../support/scribe.ts';
import { site } from '../api/api-harness.ts';
import { type Evidence, letterOf } from './evidence.ts';
import { cams, type RealExport, witnessedMs } from './real-export.ts';
import type { LoggedLeaf, TestKey } from './test-log.ts';

/** The files that the manifest lists, by name; and its other members. */
export interface Draft {
  readonly files: BundleFiles;
  head: Omit<BundleManifest, 'files'>;
}

/** Leaves with their proofs in the tree of that size. */
const sealedRecords = async (
  { log }: Evidence,
  leaves: readonly LoggedLeaf[],
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

/** What the real export listed, with the records and proofs of this log, before it is signed. */
export async function draftOf(evidence: Evidence): Promise<Draft> {
  const { real, log, exportKey } = evidence;
  const listed = real.manifest.files.map(({ path }): [string, Uint8Array] => [
    path,
    fileIn(real.files, path),
  ]);
  const files: BundleFiles = new Map(listed);
  files
    .set('checkpoint', evidence.checkpoint)
    .set(keyName('log'), Buffer.from(`${log.logKey.text}\n`))
    .set(keyName('export'), Buffer.from(`${exportKey.text}\n`));
  for (const [path, prefix] of recordGroups(real))
    await putRecords(evidence, files, path, leavesOf(evidence, prefix));
  return { files, head: await headOf(evidence) };
}

/** Records with their proofs, in place of what the file held. */
export async function putRecords(
  evidence: Evidence,
  files: BundleFiles,
  path: string,
  leaves: readonly LoggedLeaf[],
): Promise<void> {
  if (leaves.length === 0) return;
  const records = await sealedRecords(evidence, leaves, evidence.size);
  for (const file of recordFiles(path, records)) files.set(file.path, file.content);
}

const recordGroups = ({ ids }: RealExport): [path: string, prefix: string][] => [
  [keyRecordsName('export'), 'key/export/'],
  [custodyName, 'custody/'],
  [siteRecordsName(site), `site/${site}/`],
  ...cams.flatMap((cam): [string, string][] => [
    [streamRecordsName(ids[cam], 'main'), `stream/${cam}/`],
    [cameraRecordsName(ids[cam]), `cam/${cam}/`],
    [pictureRecordsName(ids[cam]), `pic/${cam}/`],
  ]),
];

/** The leaves of that kind, without those that the real export left out. */
export const leavesOf = ({ real, log, size }: Evidence, prefix: string): LoggedLeaf[] =>
  log.leaves.filter(
    ({ name, index, record }) => name.startsWith(prefix) && index < size && !real.leftOut.has(record.id),
  );

async function headOf(evidence: Evidence): Promise<Draft['head']> {
  const { real, log, size } = evidence;
  const { files: _listed, ...head } = real.manifest;
  const root = await log.tree(size).root(size);
  const custody = leavesOf(evidence, 'custody/');
  return {
    ...head,
    log: { ...head.log, size, root: Buffer.from(root).toString('hex') },
    request: {
      ...head.request,
      ...namedRecord(custody.filter(({ record }) => record.type === 'req').at(-1)),
    },
    order: namedRecord(custody.find(({ record }) => record.type === 'ord')),
    coverage: head.coverage.map((covered) => coverageOf(evidence, covered)),
  };
}

const namedRecord = (leaf: LoggedLeaf | undefined) => ({
  rseq: leaf && 'rseq' in leaf.record ? leaf.record.rseq : 0,
  sha256: leaf ? sha256Hex(leaf.bytes) : '0'.repeat(64),
});

type Covered = BundleManifest['coverage'][number];

/** Counts what the log says, as an honest export does. */
function coverageOf(evidence: Evidence, { cam, stream }: Covered): Covered {
  const leaves = leavesOf(evidence, `stream/${letterOf(evidence.real, cam)}/`);
  const numbers = leaves.map(({ record }) => ('seq' in record ? record.seq : 0));
  const count = (type: string) => leaves.filter(({ record }) => record.type === type).length;
  const [first, last] = [Math.min(...numbers), Math.max(...numbers)];
  return { cam, stream, first, last, segs: count('seg'), gaps: count('gap') };
}

/** Signs the draft, states the export's own record, and seals it under a later checkpoint. */
export async function sealedBundle(evidence: Evidence, draft: Draft): Promise<BundleFiles> {
  const { log } = evidence;
  const signed = signedFiles(evidence, draft);
  const listed = [...draft.files.values()];
  const body = {
    type: 'exp',
    act: 'build',
    role: 'service',
    req: draft.head.request.id,
    exp: draft.head.export,
    files: listed.length,
    bytes: listed.reduce((sum, { length }) => sum + length, 0),
    sha256: sha256Hex(fileIn(signed, unlistedNames.manifest)),
  } as const;
  log.append([{ name: 'export', atMs: noonMs, body }]);
  // An export of the same evidence before stands in the chain, too.
  const leaves = log.leaves.filter(({ name }) => name === 'export');
  const head = log.head();
  const [records, proofs] = recordFiles('exp.jsonl', await sealedRecords(evidence, leaves, head.size));
  const consistency = consistencyFile(await log.tree(head.size).consistencyProof(evidence.size));
  return new Map([
    ...[...signed].slice(0, 2),
    [unlistedNames.exportRecords, records?.content ?? Buffer.of()],
    [unlistedNames.exportProofs, proofs?.content ?? Buffer.of()],
    [unlistedNames.exportCheckpoint, log.checkpoint(head, witnessedMs)],
    [unlistedNames.exportConsistency, consistency],
    ...[...signed].slice(2),
  ]);
}

/** Manifest, note and the listed files; `by` another key than the export's, where a test says so. */
function signedFiles({ exportKey }: Evidence, { files, head }: Draft, by = exportKey): BundleFiles {
  const listed = inListedOrder(
    [...files].map(([path, content]) => ({ path, bytes: content.length, sha256: sha256Hex(content) })),
  );
  const manifest = manifestBytes({ ...head, files: listed });
  return new Map([
    [unlistedNames.manifest, manifest],
    [unlistedNames.note, noteOf(manifest, by, head.export)],
    ...listed.map(({ path }): [string, Uint8Array] => [path, fileIn(files, path)]),
  ]);
}

export function noteOf(manifest: Uint8Array, by: TestKey, id: string): Uint8Array {
  const text = manifestNoteText(id, manifest, testOrigin);
  return formatNote({ text, signatures: [signNote(text, by.key, by.privateKey)] });
}

/** The listed files of a sealed bundle under a new manifest, signed with the real key; the `exp` record stays the old one. */
export function signedAgain(evidence: Evidence, bundle: BundleFiles, draft: Draft): BundleFiles {
  const unlisted = [...bundle].filter(([name]) => name.startsWith('exp.'));
  const [manifest, note, ...listed] = [...signedFiles(evidence, draft)];
  return new Map([...(manifest ? [manifest] : []), ...(note ? [note] : []), ...unlisted, ...listed]);
}
