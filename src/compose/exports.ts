import { type FootageRequest, formatArea, isLive, type Requests, type Users } from '../access/index.ts';
import { PostgresRequests } from '../adapters/postgres/access/requests.ts';
import { PostgresUsers } from '../adapters/postgres/access/users.ts';
import { PostgresExports } from '../adapters/postgres/evidence/exports.ts';
import { PostgresFootageIndex } from '../adapters/postgres/footage/footage-index.ts';
import { type Clock, notFound } from '../core/index.ts';
import type { BuildDeps, ExportSubject, RequestFacts } from '../evidence/index.ts';
import type { Foundation } from './foundation.ts';

/** What builds exports. */
export function composeExports({ db, store, siteId, clock, log, config }: Foundation): BuildDeps {
  const requests = new PostgresRequests(db, siteId);
  return {
    exports: new PostgresExports(db),
    footage: new PostgresFootageIndex(db),
    store,
    clock,
    log,
    timeZone: config.timeZone,
    requestOf: requestFacts(requests, new PostgresUsers(db)),
    isLive: isLiveIn(requests, clock),
  };
}

/** Tells whether a request opens footage now. */
export const isLiveIn =
  (requests: Pick<Requests, 'byId'>, clock: Clock): BuildDeps['isLive'] =>
  async (id) => {
    const request = await requests.byId(id);
    return request !== undefined && isLive(request, clock.nowMs());
  };

/** Tells of a request what its papers say. Errors: `request-not-found`. */
export const requestFacts =
  (requests: Pick<Requests, 'byId'>, users: Pick<Users, 'byId'>): BuildDeps['requestOf'] =>
  async (id) => {
    const request = await requests.byId(id);
    if (!request) throw notFound('request-not-found', 'the request of an export is gone');
    return factsOf(request, users);
  };

async function factsOf(
  request: FootageRequest,
  users: Pick<Users, 'byId'>,
): Promise<RequestFacts & ExportSubject> {
  const { id, caseNumber, authority, legalBasis, purpose, range, cameraIds, decision, emergency } = request;
  const requester = await users.byId(request.requesterId);
  const approver = decision && (await users.byId(decision.byId));
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
    ...(requester && { requester: requester.fullName }),
    ...(approver && { approver: approver.fullName }),
  };
}
