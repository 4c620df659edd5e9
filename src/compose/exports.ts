import {
  type CheckedRequests,
  type FootageRequest,
  formatArea,
  isLive,
  type Mark,
  type MarkRepository,
  refuseAltered,
  type SecondPerson,
  statedLetter,
  type User,
  type UserRepository,
} from '../access/index.ts';
import { readLogVerifier } from '../adapters/disk/log-key.ts';
import { createFrameDecoder } from '../adapters/ffmpeg/frame-decoder/frame-decoder.ts';
import { createPdfPrinter } from '../adapters/pdfkit/pdf-printer.ts';
import { PostgresMarkRepository } from '../adapters/postgres/access/mark-repository.ts';
import { PostgresUserRepository } from '../adapters/postgres/access/user-repository.ts';
import { PostgresExportRepository } from '../adapters/postgres/evidence/export-repository.ts';
import { PostgresAlterationBook } from '../adapters/postgres/footage/alteration-book.ts';
import { PostgresFootageRepository } from '../adapters/postgres/footage/footage-repository.ts';
import { AppError, type Clock, type Log, notFound } from '../core/index.ts';
import type { BuildDeps, ExportSubject, KeyFacts, RequestFacts } from '../evidence/index.ts';
import { CheckedFootage, type DecodeFrame, frameShownAt } from '../footage/index.ts';
import { type Checkpoint, keyFingerprint } from '../log/index.ts';
import type { ObjectStore } from '../objects/index.ts';
import { LogFolder } from '../signer/index.ts';
import { composeExportSealing } from './export-sealing.ts';
import { keyFolderOf } from './keys.ts';
import { composeCheckedRequests, composeFootageChecks } from './proven.ts';
import type { Services } from './services.ts';

/** Builds the parts that build exports. */
export async function composeExports(base: Services): Promise<BuildDeps> {
  const { db, store, clock, log, config, scribe } = base;
  const requests = await composeCheckedRequests(base);
  const alterations = new PostgresAlterationBook(db, clock, scribe);
  const checked = new CheckedFootage({ objects: store, alterations, clock, log });
  return {
    exports: new PostgresExportRepository(db, scribe),
    footage: new PostgresFootageRepository(db, await composeFootageChecks(base)),
    store,
    clock,
    log,
    timeZone: config.timeZone,
    agency: config.agency,
    printer: createPdfPrinter(),
    pictureAt: picturesFrom(checked, createFrameDecoder()),
    requestOf: requestFacts(
      requests,
      new PostgresUserRepository(db, scribe),
      new PostgresMarkRepository(db, scribe),
    ),
    isLive: isLiveIn(requests, clock),
    logNow: logNowIn(keyFolderOf(config.dataDir), store, log),
    ...composeExportSealing(base),
  };
}

/**
 * Reads key and newest head of the log, by the key file alone; a checkpoint that this key did not sign is no head. Errors: those of
 * the store.
 */
export const logNowIn =
  (keyFolder: string, store: ObjectStore, log: Log): NonNullable<BuildDeps['logNow']> =>
  async () => {
    const key = await readLogVerifier(keyFolder);
    if (!key) return undefined;
    const known = { origin: key.name, fingerprint: keyFingerprint(key) };
    try {
      const checkpoint = await new LogFolder(store, key.name).checkpoint(key);
      return checkpoint ? { ...known, head: headFacts(checkpoint) } : known;
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unavailable') throw error;
      log.error({ err: error }, 'the stored checkpoint of the log cannot be read');
      return known;
    }
  };

const headFacts = ({ size, root }: Checkpoint): KeyFacts['head'] & object => ({
  size,
  rootSha256: Buffer.from(root).toString('hex'),
});

/** Makes stills from checked footage. */
export const picturesFrom =
  (checked: Pick<CheckedFootage, 'part'>, decodeFrame: DecodeFrame): BuildDeps['pictureAt'] =>
  (stored, atMs) =>
    frameShownAt({ decodeFrame, part: (segment, range) => checked.part(segment, range) }, stored, atMs);

/** Tells whether a request opens footage now. Errors: `request-altered` (conflict). */
export const isLiveIn =
  (requests: CheckedRequests, clock: Clock): BuildDeps['isLive'] =>
  async (id) => {
    const checked = await requests.byId(id);
    if (!checked || !isLive(checked.request, clock.nowMs())) return false;
    refuseAltered(checked);
    return true;
  };

/** Tells of a request what its papers say. Errors: `request-not-found`, `request-altered` (conflict). */
export const requestFacts =
  (
    requests: CheckedRequests,
    users: Pick<UserRepository, 'byId'>,
    marks: Pick<MarkRepository, 'ofRequest'>,
  ): BuildDeps['requestOf'] =>
  async (id) => {
    const checked = await requests.byId(id);
    if (!checked) throw notFound('request-not-found', 'the request of an export is gone');
    refuseAltered(checked);
    return {
      ...(await factsOf(checked.request, users)),
      marks: (await marks.ofRequest(id)).map(plannedMark),
    };
  };

const plannedMark = ({ cameraId, atMs, note, isPictured }: Mark): ExportSubject['marks'][number] => ({
  cameraId,
  atMs,
  note,
  isPictured,
});

async function factsOf(
  request: FootageRequest,
  users: Pick<UserRepository, 'byId'>,
): Promise<RequestFacts & Omit<ExportSubject, 'marks'>> {
  const { id, caseNumber, legalBasis, purpose, range } = request;
  const { authority, letter } = statedLetter(request);
  const { cameraIds, decision, emergency } = request;
  const requester = await users.byId(request.requesterId);
  const approver = decision && (await users.byId(decision.byId));
  const letterAddedAtMs = emergency?.letters?.at(-1)?.atMs;
  const signed = emergency?.countersignature;
  const signer = signed && (await users.byId(signed.byId));
  return {
    id,
    caseNumber,
    purpose,
    range,
    cameraIds,
    area: formatArea(request.area),
    shape: request.area,
    filedAtMs: request.createdAtMs,
    ...(authority !== undefined && { authority }),
    ...(legalBasis !== undefined && { legalBasis }),
    ...(letter && { letter }),
    ...(letterAddedAtMs !== undefined && { letterAddedAtMs }),
    ...(decision && { approvedAtMs: decision.atMs }),
    isEmergency: emergency !== undefined,
    ...(decision?.sameStation && { approvalStation: decision.sameStation }),
    ...(signed && { countersignature: signedFacts(signed, signer) }),
    ...(requester && { requester: requester.fullName }),
    ...(approver && { approver: approver.fullName }),
  };
}

const signedFacts = (
  { atMs, sameStation }: SecondPerson,
  signer: User | undefined,
): RequestFacts['countersignature'] & object => ({
  atMs,
  ...(signer && { by: signer.fullName }),
  ...(sameStation && { sameStation }),
});
