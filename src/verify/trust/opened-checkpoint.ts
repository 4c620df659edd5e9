import { AppError } from '../../core/index.ts';
import {
  type Checkpoint,
  parseCheckpoint,
  parseNote,
  type SignedNote,
  type VerifierKey,
} from '../../log/index.ts';
import { stampName } from '../manifest/index.ts';
import { stampedMs } from '../stamp/check-stamp.ts';
import type { Verifying } from '../verifying.ts';
import { type NoteSigner, signedBy } from './signed-by.ts';

const maxNoteBytes = 1_000_000;

/** A checkpoint of the log, and the witnesses of the policy that cosigned it. */
export interface WitnessedCheckpoint extends Checkpoint {
  readonly witnesses: readonly NoteSigner[];
  /** When an authority of the policy stamped it. */
  readonly stampedMs?: number;
}

/** The key in use signs a checkpoint; one of before may be signed by a key of before. */
export type KeysOfLog = readonly [inUse: VerifierKey, ...earlier: VerifierKey[]];

/** Those of one log among keys of logs that continue one another; `undefined` where none is of it. */
export function keysOfOrigin(origin: string, keys: readonly VerifierKey[]): KeysOfLog | undefined {
  const [key, ...others] = keys.filter(({ name }) => name === origin);
  return key && [key, ...others];
}

/** Opens a checkpoint in the bundle, and the token beside it; what is wrong with it is a finding of that file. */
export async function checkpointIn(
  verifying: Verifying,
  file: string,
  logKeys: KeysOfLog,
): Promise<WitnessedCheckpoint | undefined> {
  const bytes = await verifying.bundle.whole(file, maxNoteBytes);
  if (!bytes) {
    verifying.findings.add('file-missing', { file });
    return undefined;
  }
  const opened = await openedCheckpoint(verifying, { bytes, file }, logKeys);
  const atMs = opened && (await stampedMs(verifying, stampName(file), bytes));
  return opened && { ...opened, ...(atMs !== undefined && { stampedMs: atMs }) };
}

/** As `checkpointIn`, of bytes that come from anywhere. */
export async function openedCheckpoint(
  { trusted, platform, findings }: Verifying,
  { bytes, file }: { readonly bytes: Uint8Array; readonly file: string },
  logKeys: KeysOfLog,
): Promise<WitnessedCheckpoint | undefined> {
  const [{ name }] = logKeys;
  const note = parsed(() => parseNote(bytes));
  const checkpoint = note && parsed(() => parseCheckpoint(note.text));
  if (!checkpoint) {
    findings.add('file-malformed', { file });
    return undefined;
  }
  const found = await signedBy(note, [...logKeys, ...trusted.witnesses], platform);
  const signers = 'signers' in found ? found.signers : [];
  const isOfLog = ({ key }: NoteSigner) => logKeys.includes(key);
  if (!signers.some(isOfLog) || checkpoint.origin !== name) {
    findings.add('signature-wrong', { file, detail: { name: 'wrong' in found ? found.wrong : name } });
    return undefined;
  }
  return { ...checkpoint, witnesses: signers.filter((signer) => !isOfLog(signer)) };
}

/** A note of the bundle; `undefined` where it is none. */
export async function noteIn({ bundle, findings }: Verifying, file: string): Promise<SignedNote | undefined> {
  const bytes = await bundle.whole(file, maxNoteBytes);
  const note = bytes && parsed(() => parseNote(bytes));
  if (!note) findings.add(bytes ? 'file-malformed' : 'file-missing', { file });
  return note;
}

function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch (error) {
    if (error instanceof AppError && error.kind === 'invalid') return undefined;
    throw error;
  }
}
