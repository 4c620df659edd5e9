import { AppError, canonicalJson } from '../../core/index.ts';
import {
  formatVerifierKey,
  fromBase64,
  keyFingerprint,
  maxLeafBytes,
  parseRecord,
  parseVerifierKey,
  type VerifierKey,
} from '../../log/index.ts';
import { keyName, keyRecordsName } from '../manifest/index.ts';
import type { RecordOf } from '../records/kinds.ts';
import { linesOf } from '../records/lines.ts';
import type { PinnedKey } from '../trusted-keys.ts';
import type { Verifying } from '../verifying.ts';
import { signedBy } from './signed-by.ts';

const maxKeyBytes = 2_000;

/** The key that the bundle says it was signed with, and whether what the person pinned leads to it. */
export interface KeyInUse {
  readonly key: VerifierKey;
  readonly isTrusted: boolean;
  /** Keys that led to it, under both signatures of each change: they signed what was before. */
  readonly earlier: readonly VerifierKey[];
}

/**
 * Reads the key in use, and walks from a pinned one to it through changes that both keys signed. What leads nowhere is a finding, and
 * `undefined` is answered where there is no key at all.
 */
export async function keyInUse(verifying: Verifying, use: 'log' | 'export'): Promise<KeyInUse | undefined> {
  const { bundle, trusted, findings } = verifying;
  const file = keyName(use);
  const key = keyIn(await bundle.whole(file, maxKeyBytes));
  if (!key) {
    findings.add(bundle.has(file) ? 'file-malformed' : 'file-missing', { file });
    return undefined;
  }
  if (use === 'export' && trusted.export.length === 0) {
    findings.add('export-key-not-pinned', { file, detail: { fingerprint: keyFingerprint(key) } });
    return { key, isTrusted: true, earlier: [] };
  }
  const { reached, proved, isLeaked } = await walked(verifying, use);
  const isTrusted = isAmong(reached, key);
  const detail = { name: key.name, fingerprint: keyFingerprint(key) };
  const pinned = trusted[use].map(fingerprintOfPinned).join(', ');
  if (!isTrusted) findings.add('key-not-trusted', { file, detail: { ...detail, pinned } });
  else if (isLeaked && !isAmong(new Set(trusted[use]), key)) findings.add('key-leaked', { file, detail });
  return { key, isTrusted, earlier: isTrusted ? leadingTo(key, proved) : [] };
}

const isAmong = (keys: ReadonlySet<string>, key: VerifierKey): boolean =>
  keys.has(keyFingerprint(key)) || keys.has(formatVerifierKey(key));

/** As it is printed; a person may have pinned the whole key. */
function fingerprintOfPinned(pinned: PinnedKey): string {
  const key = keyOf(pinned);
  return key ? keyFingerprint(key) : pinned;
}

interface KeyWalk {
  /** Keys or fingerprints: what the person pinned, and what that leads to. */
  readonly reached: ReadonlySet<string>;
  readonly proved: readonly ProvedChange[];
  /** Others may have a key on that way. */
  readonly isLeaked: boolean;
}

/** From what the person pinned through the changes. */
async function walked(verifying: Verifying, use: 'log' | 'export'): Promise<KeyWalk> {
  const reached = new Set(verifying.trusted[use]);
  const proved: ProvedChange[] = [];
  let isLeaked = false;
  for (const change of await keyChanges(verifying, use)) {
    const [old, next] = [keyOf(change.old), keyOf(change.new)];
    if (!old || !next) continue;
    const isProved = await isSignedByBoth(change, [old, next], verifying);
    if (isProved) proved.push([old, next]);
    if (!isAmong(reached, old)) continue;
    if (isProved) reached.add(formatVerifierKey(next));
    else verifying.findings.add('key-change-unproved', { file: keyRecordsName(use), record: change.seq });
    isLeaked ||= change.leaked !== undefined;
  }
  return { reached, proved, isLeaked };
}

type ProvedChange = readonly [old: VerifierKey, next: VerifierKey];

/** The keys before it, the newest first. */
function leadingTo(key: VerifierKey, changes: readonly ProvedChange[]): VerifierKey[] {
  const earlier = [key];
  for (const [old, next] of changes.toReversed())
    if (formatVerifierKey(next) === formatVerifierKey(earlier.at(-1) ?? key)) earlier.push(old);
  return earlier.slice(1);
}

function keyIn(bytes: Uint8Array | undefined): VerifierKey | undefined {
  return bytes && keyOf(new TextDecoder().decode(bytes).replace(/\n$/, ''));
}

function keyOf(text: string): VerifierKey | undefined {
  try {
    return parseVerifierKey(text);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** The changes of the key, as the bundle has them; that each is in the log is another step. */
async function keyChanges({ bundle }: Verifying, use: 'log' | 'export'): Promise<RecordOf<'key'>[]> {
  const changes: RecordOf<'key'>[] = [];
  try {
    for await (const line of linesOf(bundle.content(keyRecordsName(use)), maxLeafBytes)) {
      const record = parseRecord(line);
      if (record.type === 'key' && record.use === use) changes.push(record);
    }
  } catch (error) {
    // What is no record is a finding of the step that reads all records.
    if (!(error instanceof AppError && error.kind === 'invalid')) throw error;
  }
  return changes;
}

async function isSignedByBoth(
  { sigs, ...change }: RecordOf<'key'>,
  [old, next]: readonly [VerifierKey, VerifierKey],
  { platform }: Verifying,
): Promise<boolean> {
  const signed = async (key: VerifierKey, base64: string) => {
    const note = {
      text: canonicalJson(change),
      signatures: [{ ...key, bytes: fromBase64(base64) ?? Buffer.of() }],
    };
    const found = await signedBy(note, [key], platform);
    return 'signers' in found && found.signers.length === 1;
  };
  return (await signed(old, sigs.old)) && signed(next, sigs.new);
}
