import { invalid } from '../../core/index.ts';
import { type LookingOrder, type LookPlace, lookingOrders } from '../../custody/index.ts';
import type { QueryParameters } from '../../footage/index.ts';
import { wholeOf } from './custody-query.ts';

const usualSessions = 50;
const maxSessions = 100;

interface AskedPage {
  readonly order: LookingOrder;
  readonly limit: number;
  /** Both together, or none. */
  readonly after?: LookPlace;
  readonly upTo?: number;
}

/** Errors: `page-invalid`, of `order`, `limit` and `after`. */
export function lookingPageOf({ order = 'newest', limit, after }: QueryParameters): AskedPage {
  const known = lookingOrders.find((each) => each === order);
  if (!known) throw invalid('page-invalid', `order is one of ${lookingOrders.join(', ')}.`, 'order');
  return {
    order: known,
    limit: limit === undefined ? usualSessions : wholeOf(limit, 'limit', maxSessions),
    ...(after !== undefined && cursorOf(after)),
  };
}

/** `<number of the newest event>.<begin of the session in ms>.<number of its first event>`: the page after that session. */
export const cursorText = (upTo: number, { atMs, seq }: LookPlace): string => `${upTo}.${atMs}.${seq}`;

function cursorOf(text: string): { readonly after: LookPlace; readonly upTo: number } {
  const [upTo, atMs, seq] = /^\d{1,15}\.\d{1,15}\.\d{1,15}$/.test(text) ? text.split('.').map(Number) : [];
  if (upTo !== undefined && atMs !== undefined && seq !== undefined) return { after: { atMs, seq }, upTo };
  throw invalid('page-invalid', 'after is the `next` of a page of sessions.', 'after');
}
