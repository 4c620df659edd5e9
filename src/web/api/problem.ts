import { Refusal } from '../../client/index.ts';

/** A refusal of the service (RFC 9457), or a fault of the console: `network`, `player-failed`, … */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail = '',
    readonly field?: string,
  ) {
    super(detail);
  }
}

/** A fault of the console's own code is `internal`, also a `TypeError`: `client.ts` says where the service did not answer. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  if (thrown instanceof Refusal) return new Problem(thrown.status, thrown.code, thrown.detail, thrown.field);
  return new Problem(0, 'internal', String(thrown));
}
