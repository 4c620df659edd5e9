import { AppError, type CameraId, invalid, sha256Hex } from '../../core/index.ts';
import {
  type CommonFields,
  type EvidenceRecord,
  formatNote,
  type NoteKey,
  parseCheckpoint,
  parseNote,
  parseRecord,
  signNote,
} from '../../log/index.ts';
import {
  type BundleManifest,
  checkpointName,
  custodyName,
  manifestBytes,
  manifestNoteText,
  unlistedNames,
} from '../../verify/index.ts';
import type { BundleFile } from '../bundle/manifest.ts';
import type { ExportChoice } from '../choice/export-choice.ts';
import { type EvdFile, inListedOrder } from '../evd/index.ts';
import type { ExportId } from '../export.ts';

/** What a manifest says beside its files. */
export interface ManifestTerms {
  readonly exportId: ExportId;
  readonly builtAtMs: number;
  readonly by: CommonFields['by'];
  /** Wall time of media time zero in every clip. */
  readonly clipOriginMs: number;
  /** What the catalogue says was ordered. */
  readonly cameraIds: readonly CameraId[];
  readonly choice: ExportChoice;
}

type Recorded<T extends EvidenceRecord['type']> = Extract<EvidenceRecord, { readonly type: T }>;

/**
 * The manifest of all these files, by the records among them. Errors: `export-without-order`; `order-altered` (conflict) where the
 * catalogue says another order than its record.
 */
export function manifestOf(files: readonly BundleFile[], terms: ManifestTerms): BundleManifest {
  const custody = linesOf(files, custodyName);
  const order = custody.find(({ record }) => record.type === 'ord' && record.exp === terms.exportId);
  const ordered = order?.record as Recorded<'ord'> | undefined;
  const request = custody.filter(({ record }) => isRequestBefore(record, ordered?.rseq ?? 0)).at(-1);
  if (!order || !ordered || !request)
    throw invalid('export-without-order', 'the log has no order of this export');
  refuseAltered(ordered, terms);
  return {
    v: 1,
    format: 'evd/1',
    export: terms.exportId,
    at: new Date(terms.builtAtMs).toISOString(),
    by: terms.by,
    log: logOf(files),
    request: { id: ordered.req, ...numberOf(request) },
    order: numberOf(order),
    scope: {
      cams: ordered.cams,
      t0: ordered.t0,
      t1: ordered.t1,
      originals: ordered.originals,
      clips: ordered.clips,
    },
    coverage: coverageIn(files),
    derived: derivedIn(files, terms),
    files: inListedOrder(
      files.map(({ name, sizeBytes, sha256 }) => ({ path: name, bytes: sizeBytes, sha256 })),
    ),
    limits: ['before-the-recorder', 'later-records'],
  };
}

/** Where all that the request opens is ordered, the record alone says until when. */
function refuseAltered(
  { cams, t0, t1, originals, clips }: Recorded<'ord'>,
  { cameraIds, choice: { range, ...choice } }: ManifestTerms,
): void {
  const isSame =
    String(cams) === String([...cameraIds].sort()) &&
    (originals === 'with') === choice.originals &&
    (clips === 'with') === choice.clips &&
    (!range || (Date.parse(t0) === range.fromMs && Date.parse(t1) <= range.toMs));
  if (!isSame)
    throw new AppError('conflict', 'order-altered', 'the order is not the one that the log tells of');
}

/** The manifest and its signature, as files of the bundle. */
export function manifestFiles(manifest: BundleManifest, { verifier, privateKey }: NoteKey): EvdFile[] {
  const content = manifestBytes(manifest);
  const text = manifestNoteText(manifest.export, content, manifest.log.origin);
  const note = formatNote({ text, signatures: [signNote(text, verifier, privateKey)] });
  return [
    { path: unlistedNames.manifest, content },
    { path: unlistedNames.note, content: note },
  ];
}

interface RecordLine {
  readonly record: EvidenceRecord;
  readonly bytes: Uint8Array;
}

const isRequestBefore = (record: EvidenceRecord, rseq: number): boolean =>
  record.type === 'req' && record.rseq < rseq;

/** By number and digest. */
const numberOf = ({ record, bytes }: RecordLine) => ({
  rseq: 'rseq' in record ? record.rseq : 0,
  sha256: sha256Hex(bytes),
});

export function contentIn(files: readonly BundleFile[], name: string): Buffer {
  const source = files.find((file) => file.name === name)?.source;
  return source?.kind === 'paper' ? Buffer.from(source.content) : Buffer.of();
}

const linesOf = (files: readonly BundleFile[], name: string): RecordLine[] =>
  contentIn(files, name)
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => ({ record: parseRecord(Buffer.from(line)), bytes: Buffer.from(line) }));

function logOf(files: readonly BundleFile[]): BundleManifest['log'] {
  const { origin, size, root } = headIn(files);
  return { origin, size, root: Buffer.from(root).toString('hex') };
}

/** The checkpoint under which the listed records are proved. */
export const headIn = (files: readonly BundleFile[]) =>
  parseCheckpoint(parseNote(contentIn(files, checkpointName)).text);

function coverageIn(files: readonly BundleFile[]): BundleManifest['coverage'] {
  return files.flatMap(({ name }) => {
    const [, cam, stream] = /^records\/([^/]+)\/(main|sub)\.jsonl$/.exec(name) ?? [];
    if (!cam || !stream) return [];
    const records = linesOf(files, name).map(({ record }) => record);
    const numbers = records.map((record) => ('seq' in record ? record.seq : 0));
    const count = (type: string) => records.filter((record) => record.type === type).length;
    return {
      cam,
      stream: stream === 'sub' ? 'sub' : 'main',
      first: numbers[0] ?? 0,
      last: numbers.at(-1) ?? 0,
      segs: count('seg'),
      gaps: count('gap'),
    };
  });
}

function derivedIn(
  files: readonly BundleFile[],
  { clipOriginMs, by }: ManifestTerms,
): BundleManifest['derived'] {
  return files.flatMap(({ name, source }) => {
    if (source.kind !== 'clip') return [];
    const { cameraId, stretches } = source.clip;
    return {
      path: name,
      cam: cameraId,
      stream: stretches[0].segment.record?.stream ?? 'main',
      t0: new Date(clipOriginMs).toISOString(),
      tool: `Minh Chứng ${by.version}`,
    };
  });
}
