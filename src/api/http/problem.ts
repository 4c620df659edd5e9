import { STATUS_CODES } from 'node:http';
import { AppError, type ErrorKind, invalid } from '../../core/index.ts';

/** RFC 9457. `type` is left at `about:blank`, so `title` is the phrase of the status; `code` tells errors apart. */
export interface ProblemDetails {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  /** Under which our log tells more of it; also `X-Request-Id` of the reply. */
  readonly requestId: string;
  /** The input field at fault. */
  readonly field?: string;
}

const statuses: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unavailable: 503,
  internal: 500,
};

/** Codes with a status of their own in HTTP. */
const ownStatuses: Readonly<Record<string, number>> = {
  'too-many-tries': 429,
  'too-many-searches': 429,
  'body-too-large': 413,
  'range-not-satisfiable': 416,
  'host-not-ours': 421,
};

export const httpStatusOf = ({ kind, code }: AppError): number => ownStatuses[code] ?? statuses[kind];

/** The answer to a caller. Of a defect of ours it says only that there is one. */
export function problemOf(error: AppError, requestId: string): ProblemDetails {
  const status = httpStatusOf(error);
  return {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: status === 500 ? 'Something went wrong on our side. It has been logged.' : error.message,
    code: status === 500 ? 'internal' : error.code,
    requestId,
    ...(error.field === undefined ? {} : { field: error.field }),
  };
}

/** Whatever was thrown on the way, as one of ours. */
export function asAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  return fromExpress(thrown) ?? new AppError('internal', 'internal', 'unexpected', { cause: thrown });
}

/** Translates errors of Express and its body parser (http-errors), by their `type`, else by status. */
function fromExpress(thrown: unknown): AppError | undefined {
  if (!(thrown instanceof Error)) return undefined;
  const { type, status } = thrown as { type?: unknown; status?: unknown };
  if (type === 'entity.too.large') return invalid('body-too-large', 'The body is too large.');
  if (type === 'entity.parse.failed') return invalid('body-not-json', 'The body is not JSON.');
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return invalid('request-malformed', 'The request cannot be read.');
  }
  return undefined;
}
