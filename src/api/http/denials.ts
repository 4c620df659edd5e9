import { AppError, isId } from '../../core/index.ts';
import type { Denial } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { Call, Caller, Reply, Route } from '../route.ts';

type DenialDeps = Pick<ApiDeps, 'denials' | 'clock'>;

/** The call of a known user. */
interface KnownCall {
  readonly route: Route;
  readonly call: Call;
  readonly user: Caller;
}

/** Answers, or refuses after the refusal has been noted in the custody log: also what is refused while a file is sent. */
export async function notingDenials(
  deps: DenialDeps,
  known: KnownCall,
  answer: () => Promise<Reply>,
): Promise<Reply> {
  const noted = noting(deps, known);
  try {
    const reply = await answer();
    if (reply.kind !== 'file') return reply;
    return { ...reply, open: async (range) => readNoting(await reply.open(range), noted) };
  } catch (error) {
    throw await noted(error);
  }
}

async function* readNoting(
  content: AsyncIterable<Uint8Array>,
  noted: (error: unknown) => Promise<unknown>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (error) {
    throw await noted(error);
  }
}

/** Answers what was thrown, when it is noted. */
const noting =
  ({ denials, clock }: DenialDeps, known: KnownCall) =>
  async (error: unknown): Promise<unknown> => {
    if (isDenial(error)) await denials.note(denialOf(known, error.code, clock.nowMs()));
    return error;
  };

/** The request of another, and a segment outside the request, are denied as if there were none. */
const hidden: readonly string[] = ['request-not-found', 'segment-not-found'];
/** Who was admitted is not any more. */
const lost: readonly string[] = ['sign-in-needed', 'token-refused'];

const isDenial = (error: unknown): error is AppError =>
  error instanceof AppError && (error.kind === 'forbidden' || [...hidden, ...lost].includes(error.code));

/** Ids of the path, as far as they have the form of one: everything else of a call is anybody's text. */
function denialOf({ route, call: { params }, user }: KnownCall, code: string, nowMs: number): Denial {
  const { id = '', cameraId = id } = params;
  return {
    by: { user, nowMs },
    operation: route.operation,
    code,
    ...(isId('request', id) && { requestId: id }),
    ...(isId('camera', cameraId) && { cameraId }),
  };
}
