import { AppError, type RequestId, sha256Hex } from '../../core/index.ts';
import {
  leafHash,
  logNumberOf,
  openCheckpoint,
  parseRecord,
  provesInclusion,
  type VerifierKey,
} from '../../log/index.ts';
import { parseProofLine, proofsName, unlistedNames } from '../../verify/index.ts';
import type { ExportId } from '../export.ts';

/** An export that is ready, as the catalogue tells of it. */
export interface ReleasedExport {
  readonly id: ExportId;
  readonly requestId: RequestId;
  readonly orderedAtMs: number;
  readonly releasedAtMs: number;
  /** Of the ZIP. */
  readonly sizeBytes: number;
  /** In the ZIP, as the verifier counts them. */
  readonly files: number;
  /** The content of those of its files that `manifestFilesOf` names, by their names. */
  readonly papers: ReadonlyMap<string, Uint8Array>;
}

const { manifest, exportRecords, exportCheckpoint } = unlistedNames;

/** The manifest, and what proves that the log names it. */
export const manifestFilesOf: readonly string[] = [
  manifest,
  exportRecords,
  proofsName(exportRecords),
  exportCheckpoint,
];

/**
 * SHA-256, hex, of the manifest of an export, as its own record in the log says. Nothing of the catalogue is believed: `keys` are those
 * of the log, from the key folder. Errors, conflict: `export-unsigned` (of an earlier version), `export-altered`.
 */
export function recordedManifest({ id, papers }: ReleasedExport, keys: readonly VerifierKey[]): string {
  const content = papers.get(manifest);
  if (!content) throw unsigned();
  const sha256 = sha256Hex(content);
  const records = linesOf(papers.get(exportRecords));
  const at = records.findIndex((line) => isBuilt(line, id, sha256));
  const line = records[at];
  const proof = linesOf(papers.get(proofsName(exportRecords)))[at];
  const note = papers.get(exportCheckpoint);
  if (!line || !proof || !note || !keys.some((key) => isProved({ line, proof, note }, key))) throw altered();
  return sha256;
}

function isBuilt(line: Buffer, id: ExportId, sha256: string): boolean {
  const record = unlessRefused(() => parseRecord(line));
  return record?.type === 'exp' && record.act === 'build' && record.exp === id && record.sha256 === sha256;
}

interface Proved {
  readonly line: Uint8Array;
  readonly proof: Uint8Array;
  readonly note: Uint8Array;
}

function isProved({ line, proof, note }: Proved, key: VerifierKey): boolean {
  const head = unlessRefused(() => openCheckpoint(note, key).checkpoint);
  const place = parseProofLine(proof);
  if (!head || place?.log !== logNumberOf(head.origin)) return false;
  return provesInclusion(place.proof, { index: place.index, hash: leafHash(line) }, head);
}

function unlessRefused<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

const linesOf = (content: Uint8Array = Buffer.of()): Buffer[] =>
  Buffer.from(content)
    .toString('latin1')
    .split('\n')
    .slice(0, -1)
    .map((line) => Buffer.from(line, 'latin1'));

const unsigned = (): AppError =>
  new AppError(
    'conflict',
    'export-unsigned',
    'The export has no signed manifest: an earlier version built it. Order it again.',
  );

const altered = (): AppError =>
  new AppError(
    'conflict',
    'export-altered',
    'The stored manifest of the export is not the one that the evidence log names. Do not hand the bundle over; tell the auditor.',
  );
