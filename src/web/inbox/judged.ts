import { invalidate } from '../app/query.ts';

/** After somebody decided: everything that shows requests, or what they hold, is asked for anew. */
export function forgetJudged(): void {
  for (const key of ['inbox', 'request', 'submitted', 'holds']) invalidate(key);
}
