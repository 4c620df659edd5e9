import { type CameraId, canonicalJson, formatInstant, type TimeRange } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type {
  Acknowledgement,
  AlteredHandOver,
  BuiltContent,
  Export,
  ExportChoice,
  HandOver,
  Recipient,
  Settled,
} from '../../../evidence/index.ts';
import { type EvidenceRecord, type Fact, wordsDigest } from '../../../log/index.ts';
import { actedBy, type RecordWords } from '../custody/acted.ts';

type NameOf = RecordWords['nameOf'];

/** The part of the request that the order names, and its form. */
export interface OrderedContent extends Pick<ExportChoice, 'originals' | 'clips'> {
  readonly cameraIds: readonly CameraId[];
  readonly range: TimeRange;
}

/** The record of an order. */
export const orderFact = (
  { id, requestId }: Pick<Export, 'id' | 'requestId'>,
  { cameraIds, range, originals, clips }: OrderedContent,
  event: CustodyEvent,
  nameOf: NameOf,
): Fact => ({
  type: 'ord',
  req: requestId,
  exp: id,
  cams: [...cameraIds].sort(),
  t0: formatInstant(range.fromMs),
  t1: formatInstant(range.toMs),
  originals: originals ? 'with' : 'without',
  clips: clips ? 'with' : 'without',
  ...actedBy(event, nameOf),
});

/** The record of an export that is built. */
export const builtFact = (
  { id, requestId }: Pick<Export, 'id' | 'requestId'>,
  { files, sizeBytes, manifestSha256 }: BuiltContent,
  event: CustodyEvent,
  nameOf: NameOf,
): Fact => ({
  type: 'exp',
  act: 'build',
  req: requestId,
  exp: id,
  files,
  bytes: sizeBytes,
  sha256: manifestSha256,
  ...actedBy(event, nameOf),
});

/** The record of an export that was never built; without an event the service ended it. */
export const endedExportFact = (
  { id, requestId }: Pick<Export, 'id' | 'requestId'>,
  { state, atMs, failure }: Settled,
  event: CustodyEvent | undefined,
  nameOf: NameOf,
): Fact => ({
  type: 'exp',
  act: state === 'cancelled' ? 'cancel' : 'fail',
  req: requestId,
  exp: id,
  ...(failure !== undefined && { why: failure }),
  ...actedBy(event ?? { atMs, actorRole: 'service' }, nameOf),
});

/** The record of a hand-over: its recipient acknowledged that manifest. Under a salt of its record. */
export const handOverFact =
  (
    { id, requestId }: Pick<Export, 'id' | 'requestId'>,
    { recipient, said }: { readonly recipient: Recipient; readonly said: Acknowledgement },
    event: CustodyEvent,
    nameOf: NameOf,
  ) =>
  (salt: string): Fact => ({
    type: 'exp',
    act: 'hand-over',
    req: requestId,
    exp: id,
    sha256: said.manifestSha256,
    how: said.how,
    to: wordsDigest(salt, receivedBy(recipient, said)),
    ...actedBy(event, nameOf),
  });

/** What of an acknowledged hand-over its record does not say; `undefined` when it says all of it. */
export function differingHandOver(
  { exportId, recipient }: Pick<HandOver, 'exportId' | 'recipient'>,
  said: Acknowledgement,
  record: EvidenceRecord | undefined,
): AlteredHandOver | undefined {
  if (record?.type !== 'exp' || record.act !== 'hand-over' || record.exp !== exportId) return 'record';
  if (record.sha256 !== said.manifestSha256) return 'manifestSha256';
  if (record.how !== said.how) return 'how';
  if (Date.parse(record.at) !== said.atMs) return 'at';
  return record.to === wordsDigest(record.salt, receivedBy(recipient, said)) ? undefined : 'recipient';
}

/** The text that the record has the digest of. */
const receivedBy = (recipient: Recipient, { signer, signedOn }: Acknowledgement): string =>
  canonicalJson({ ...recipient, signer, signedOn });
