import { AppError, isId } from '../../core/index.ts';
import type { Denial } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { Call, Caller, Reply, Route } from '../route.ts';

/** What somebody who is known asked for. */
interface KnownCall {
  readonly route: Route;
  readonly call: Call;
  readonly user: Caller;
}

/** Answers, or refuses after the refusal has been noted in the custody log. */
export async function notingDenials(
  { denials, clock }: ApiDeps,
  known: KnownCall,
  answer: () => Promise<Reply>,
): Promise<Reply> {
  try {
    return await answer();
  } catch (error) {
    if (isDenial(error)) await denials.note(denialOf(known, error.code, clock.nowMs()));
    throw error;
  }
}

/** The request of another, and a segment outside the request, are denied as if there were none. */
const hidden: readonly string[] = ['request-not-found', 'segment-not-found'];

const isDenial = (error: unknown): error is AppError =>
  error instanceof AppError && (error.kind === 'forbidden' || hidden.includes(error.code));

/** Ids of the path, as far as they have the form of one: everything else of a call is anybody's text. */
function denialOf({ route, call: { params }, user }: KnownCall, code: string, nowMs: number): Denial {
  const { id = '', cameraId = id } = params;
  return {
    ...{ by: { user, nowMs }, operation: route.operation, code },
    ...(isId('request', id) && { requestId: id }),
    ...(isId('camera', cameraId) && { cameraId }),
  };
}
