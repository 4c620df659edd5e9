import {
  type FootageRequest,
  formatArea,
  isLive,
  type RequestRepository,
  type SecondPerson,
  type User,
  type UserRepository,
} from '../access/index.ts';
import { PostgresRequestRepository } from '../adapters/postgres/access/request-repository.ts';
import { PostgresUserRepository } from '../adapters/postgres/access/user-repository.ts';
import { PostgresExportRepository } from '../adapters/postgres/evidence/export-repository.ts';
import { PostgresFootageRepository } from '../adapters/postgres/footage/footage-repository.ts';
import { type Clock, notFound } from '../core/index.ts';
import type { BuildDeps, ExportSubject, RequestFacts } from '../evidence/index.ts';
import type { Services } from './services.ts';

/** Builds the parts that build exports. */
export function composeExports({ db, store, clock, log, config }: Services): BuildDeps {
  const requests = new PostgresRequestRepository(db);
  return {
    exports: new PostgresExportRepository(db),
    footage: new PostgresFootageRepository(db),
    store,
    clock,
    log,
    timeZone: config.timeZone,
    agency: config.agency,
    requestOf: requestFacts(requests, new PostgresUserRepository(db)),
    isLive: isLiveIn(requests, clock),
  };
}

/** Tells whether a request opens footage now. */
export const isLiveIn =
  (requests: Pick<RequestRepository, 'byId'>, clock: Clock): BuildDeps['isLive'] =>
  async (id) => {
    const request = await requests.byId(id);
    return request !== undefined && isLive(request, clock.nowMs());
  };

/** Tells of a request what its papers say. Errors: `request-not-found`. */
export const requestFacts =
  (requests: Pick<RequestRepository, 'byId'>, users: Pick<UserRepository, 'byId'>): BuildDeps['requestOf'] =>
  async (id) => {
    const request = await requests.byId(id);
    if (!request) throw notFound('request-not-found', 'the request of an export is gone');
    return factsOf(request, users);
  };

async function factsOf(
  request: FootageRequest,
  users: Pick<UserRepository, 'byId'>,
): Promise<RequestFacts & ExportSubject> {
  const { id, caseNumber, authority, legalBasis, purpose, range, cameraIds, decision, emergency } = request;
  const requester = await users.byId(request.requesterId);
  const approver = decision && (await users.byId(decision.byId));
  const signed = emergency?.countersignature;
  const signer = signed && (await users.byId(signed.byId));
  return {
    id,
    caseNumber,
    purpose,
    range,
    cameraIds,
    area: formatArea(request.area),
    filedAtMs: request.createdAtMs,
    ...(authority !== undefined && { authority }),
    ...(legalBasis !== undefined && { legalBasis }),
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
