import { type CameraId, instantOf, invalid, isId, type RequestId } from '../../core/index.ts';
import {
  type ChainHead,
  type CustodyDetail,
  type CustodyFilter,
  custodyEventNames,
  parseChainHead,
} from '../../custody/index.ts';
import { cameraIdOf, placeOfQuery, type QueryParameters } from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { withPlace } from '../places/place-parameter.ts';

const maxEvents = 500;
const usualEvents = 100;
const longestCase = 100;

/** A question to the log, and the same as its own event keeps it. */
interface Asked {
  readonly filter: Omit<CustodyFilter, 'opening'>;
  readonly asked: CustodyDetail;
}

/**
 * Reads the filter of the log: a case number stands for its requests, a place for the cameras there. The event keeps ids, times, names
 * of events, places and the case number of a known request; no free text, because `case` and `place` are left out where they are unknown.
 *
 * Errors, all `invalid` with the field: `instant-invalid`, `actor-invalid`, `request-id-invalid`, `custody-event-unknown`,
 * `case-number-invalid`, `digest-invalid`, and those of `cameraIdOf`, `withPlace` and `placeOfQuery`. An unknown request is no error: nothing happened
 * under it.
 */
export async function custodyFilterOf(
  deps: Pick<ApiDeps, 'places' | 'footage' | 'requests'>,
  query: QueryParameters,
): Promise<Asked> {
  const { from, to, actor, camera, request, event, case: caseNumber, place, digest, ...others } = query;
  const named = camera === undefined ? undefined : cameraIdOf(camera, 'camera');
  const where = await withPlace(deps, { ...placeParameters(others), place });
  const cameraIds = await camerasMeant(deps, named, where.query);
  const ofCase = caseNumber === undefined ? undefined : await deps.requests.ofCase(caseText(caseNumber));
  const requestIds = both(request === undefined ? undefined : [requestIdOf(request)], ofCase);
  const filter = {
    during: {
      ...(from !== undefined && { fromMs: instantOf(from, 'from') }),
      ...(to !== undefined && { toMs: instantOf(to, 'to') }),
    },
    ...(actor !== undefined && { actor: pseudonymOf(actor) }),
    ...(cameraIds && { cameraIds }),
    ...(requestIds && { requestIds }),
    ...(event !== undefined && { events: event.split(',').map(eventOf) }),
    ...(digest !== undefined && { fileDigest: digestOf(digest) }),
  };
  const known = {
    ...others,
    ...where.query,
    ...{ from, to, actor, camera, request, event, digest: filter.fileDigest },
    ...(ofCase && ofCase.length > 0 && { caseNumber }),
  };
  return { filter, asked: detailOf(known) };
}

const placeParameters = ({ near, radiusM, neighbourhood }: QueryParameters): QueryParameters => ({
  near,
  radiusM,
  neighbourhood,
});

async function camerasMeant(
  { footage }: Pick<ApiDeps, 'footage'>,
  named: CameraId | undefined,
  query: QueryParameters,
): Promise<readonly string[] | undefined> {
  const where = placeOfQuery(query);
  const there = where && (await footage.camerasIn(where.area, where.field)).map(({ id }) => id);
  return both(named && [named], there);
}

/** Answers the cameras that both filters let through; `undefined` lets all through. */
const both = <Id>(a: readonly Id[] | undefined, b: readonly Id[] | undefined): readonly Id[] | undefined =>
  a && b ? a.filter((each) => b.includes(each)) : (a ?? b);

const detailOf = (query: QueryParameters): CustodyDetail =>
  Object.fromEntries(
    Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

function caseText(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length > 0 && trimmed.length <= longestCase) return trimmed;
  throw invalid('case-number-invalid', 'A case number has 1 to 100 printable characters.', 'case');
}

function pseudonymOf(text: string): string {
  if (/^psn_[0-9a-f]{32}$/.test(text)) return text;
  throw invalid('actor-invalid', 'That is not a pseudonym of the custody log.', 'actor');
}

function requestIdOf(text: string): RequestId {
  if (isId('request', text)) return text;
  throw invalid('request-id-invalid', 'That is not the id of a request.', 'request');
}

/** In the letters in which the log has it. */
function digestOf(text: string): string {
  const digest = text.trim().toLowerCase();
  if (/^[0-9a-f]{64}$/.test(digest)) return digest;
  throw invalid('digest-invalid', 'A SHA-256 is written as 64 hexadecimal digits.', 'digest');
}

const names: ReadonlySet<string> = new Set(custodyEventNames);

function eventOf(text: string): string {
  if (names.has(text)) return text;
  throw invalid('custody-event-unknown', 'There is no such event.', 'event');
}

/** Errors: `page-invalid`. */
export function custodyPageOf({ before, limit }: QueryParameters): { beforeSeq?: number; limit: number } {
  return {
    ...(before !== undefined && { beforeSeq: wholeOf(before, 'before', Number.MAX_SAFE_INTEGER) }),
    limit: limit === undefined ? usualEvents : wholeOf(limit, 'limit', maxEvents),
  };
}

/** From 1. Errors: `page-invalid`. */
export function wholeOf(text: string, field: string, most: number): number {
  const value = /^[1-9]\d{0,15}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= most) return value;
  throw invalid('page-invalid', `${field} is a whole number from 1 to ${most}.`, field);
}

/** `<number>:<sha256>`. Errors: `custody-head-invalid`. */
export function headOf(text: string, field: string): ChainHead {
  const head = parseChainHead(text);
  if (head) return head;
  throw invalid('custody-head-invalid', 'A head is its number, a colon and its SHA-256.', field);
}
