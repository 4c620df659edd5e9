import { instantOf, invalid, isId, type RequestId } from '../../core/index.ts';
import {
  type ChainHead,
  type CustodyFilter,
  custodyEventNames,
  parseChainHead,
} from '../../custody/index.ts';
import { cameraIdOf, type QueryParameters } from '../../footage/index.ts';

const maxEvents = 500;
const usualEvents = 100;

/**
 * Errors, all `invalid` with the field: `instant-invalid`, `actor-invalid`, `request-id-invalid`, `custody-event-unknown`, and those of
 * `cameraIdOf`. A request that nobody knows is no error: nothing happened under it.
 */
export function custodyFilterOf({ from, to, actor, camera, request, event }: QueryParameters): CustodyFilter {
  return {
    during: {
      ...(from !== undefined && { fromMs: instantOf(from, 'from') }),
      ...(to !== undefined && { toMs: instantOf(to, 'to') }),
    },
    ...(actor !== undefined && { actor: pseudonymOf(actor) }),
    ...(camera !== undefined && { cameraId: cameraIdOf(camera, 'camera') }),
    ...(request !== undefined && { requestId: requestIdOf(request) }),
    ...(event !== undefined && { events: event.split(',').map(eventOf) }),
  };
}

function pseudonymOf(text: string): string {
  if (/^psn_[0-9a-f]{32}$/.test(text)) return text;
  throw invalid('actor-invalid', 'That is not a pseudonym of the custody log.', 'actor');
}

function requestIdOf(text: string): RequestId {
  if (isId('request', text)) return text;
  throw invalid('request-id-invalid', 'That is not the id of a request.', 'request');
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

function wholeOf(text: string, field: string, most: number): number {
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
