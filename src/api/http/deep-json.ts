import type { IncomingMessage, ServerResponse } from 'node:http';
import { invalid, nestingOf } from '../../core/index.ts';

/** Ours nest eight deep. */
const maxNesting = 32;

/**
 * Refuses a body before it is parsed whose values nest so deep that whatever walks through them runs out of stack. Errors,
 * `invalid`: `body-too-deep`, and `body-not-json` for another encoding than UTF-8 (RFC 8259 section 8.1).
 */
export function refuseDeepJson(
  _request: IncomingMessage,
  _response: ServerResponse,
  json: Uint8Array,
  encoding: string,
): void {
  if (!/^utf-?8$/i.test(encoding)) throw invalid('body-not-json', 'The body is not JSON in UTF-8.');
  if (nestingOf(json).deepest > maxNesting) {
    throw invalid('body-too-deep', `Lists and objects of a body nest ${maxNesting} deep at most.`);
  }
}
