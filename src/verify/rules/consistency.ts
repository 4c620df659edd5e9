import {
  type Checkpoint,
  fromBase64,
  provesConsistency,
  type TreeHead,
  type TreeProof,
} from '../../log/index.ts';
import type { BundleManifest } from '../manifest/index.ts';
import { isMalformedLines, linesOf } from '../records/lines.ts';
import {
  checkpointIn,
  type KeysOfLog,
  keysOfOrigin,
  openedCheckpoint,
  type WitnessedCheckpoint,
} from '../trust/opened-checkpoint.ts';
import type { Verifying } from '../verifying.ts';

/** Hashes of 44 characters. */
const maxHashChars = 44;

/** The hashes of a proof of consistency, one in each line; an empty file for two heads of one size. `undefined` where they are no hashes. */
async function consistencyIn({ bundle }: Verifying, file: string): Promise<TreeProof | undefined> {
  if (!bundle.has(file)) return undefined;
  const hashes: Uint8Array[] = [];
  try {
    for await (const line of linesOf(bundle.content(file), maxHashChars)) {
      const hash = fromBase64(Buffer.from(line).toString('latin1'));
      if (!hash || hashes.length > 64) return undefined;
      hashes.push(hash);
    }
  } catch (error) {
    if (!isMalformedLines(error)) throw error;
    return undefined;
  }
  return hashes;
}

/** Whether the file proves that one head begins the other. */
export async function checkConsistency(
  verifying: Verifying,
  file: string,
  [old, head]: readonly [TreeHead, TreeHead],
): Promise<void> {
  const proof = await consistencyIn(verifying, file);
  if (!proof || !provesConsistency(proof, old, head))
    verifying.findings.add('log-not-consistent', { file, detail: { old: old.size, size: head.size } });
}

/** The first line of a checkpoint is its log; the signature is verified later. */
const isOf = (bytes: Uint8Array, origin: string): boolean =>
  Buffer.from(bytes.subarray(0, 1_000)).toString('latin1').startsWith(`${origin}\n`);

/** Earlier checkpoints that left the service: each begins the one of the bundle. Answers those that hold. */
export async function checkHeads(
  verifying: Verifying,
  {
    manifest,
    head,
    logKeys,
  }: {
    readonly manifest: BundleManifest;
    readonly head: TreeHead;
    readonly logKeys: KeysOfLog;
  },
): Promise<WitnessedCheckpoint[]> {
  const names = manifest.files
    .map(({ path }) => path)
    .filter((path) => /^heads\/\d+\.checkpoint$/.test(path));
  const heads: WitnessedCheckpoint[] = [];
  for (const name of names) {
    const old = await checkpointIn(verifying, name, logKeys);
    if (!old) continue;
    await checkConsistency(verifying, name.replace(/checkpoint$/, 'consistency'), [old, head]);
    heads.push(old);
  }
  return heads;
}

/** A checkpoint that the person has from elsewhere is one of those that the bundle connects, of the newest log or of an ended one. */
export async function checkEarlier(
  verifying: Verifying,
  bytes: Uint8Array,
  {
    known,
    ended,
    logKeys,
  }: {
    readonly known: readonly Checkpoint[];
    readonly ended: readonly Checkpoint[];
    readonly logKeys: KeysOfLog;
  },
): Promise<void> {
  const file = '--checkpoint';
  const keys = ended
    .flatMap(({ origin }) => (isOf(bytes, origin) ? [keysOfOrigin(origin, logKeys)] : []))
    .at(0);
  const earlier = await openedCheckpoint(verifying, { bytes, file }, keys ?? logKeys);
  if (!earlier) return;
  const ofLog = [...known, ...ended].filter(({ origin }) => origin === earlier.origin);
  const same = ofLog.find(({ size }) => size === earlier.size);
  const end = ended.find(({ origin }) => origin === earlier.origin);
  const detail = { old: earlier.size, size: same?.size ?? end?.size ?? 0 };
  // More was signed than the next log tells of.
  if (end && earlier.size > end.size) verifying.findings.add('log-not-consistent', { file, detail });
  else if (!same) verifying.findings.add('checkpoint-unconnected', { file, detail });
  else if (!Buffer.from(same.root).equals(earlier.root))
    verifying.findings.add('log-not-consistent', { file, detail });
}
