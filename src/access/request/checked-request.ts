import { AppError, isId, type RequestId } from '../../core/index.ts';
import type { FootageRequest } from './request.ts';

/** A request as the catalogue has it, compared with its newest record. */
export interface CheckedRequest {
  readonly request: FootageRequest;
  /** The first member that is not what was recorded; `undefined` where all are. */
  readonly difference: string | undefined;
}

/** Who meets a difference tells it to admins and auditors. Errors: `unavailable` of catalogue and store. */
export interface CheckedRequests {
  byId(id: RequestId): Promise<CheckedRequest | undefined>;
}

/** The request that a caller names: anybody's text. */
export const checkedRequest = async (
  { checkedRequests }: { readonly checkedRequests: CheckedRequests },
  named: string,
): Promise<CheckedRequest | undefined> => (isId('request', named) ? checkedRequests.byId(named) : undefined);

/** Errors: `request-altered` (conflict). */
export function refuseAltered({ difference }: Pick<CheckedRequest, 'difference'>): void {
  if (difference === undefined) return;
  throw new AppError(
    'conflict',
    'request-altered',
    `The request is not what was recorded (${difference}): it opens nothing, and nobody can take a step of it.`,
  );
}
