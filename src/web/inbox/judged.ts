import { invalidate } from '../base/query.ts';

/** After a decision: refetches everything that shows requests or their holds. */
export function forgetJudged(): void {
  for (const key of ['inbox', 'request', 'submitted', 'holds']) invalidate(key);
}
