import { AppError, messageOf, unavailable } from '../../core/index.ts';
import { type ObjectKey, objectDamaged, objectNotFound, objectShort } from '../../objects/index.ts';

/**
 * The `code` of an S3 error answer (`NoSuchKey`) or of a network error (`ECONNRESET`). An error page that came with
 * HTTP 200 is thrown by the client as a plain object with `Code`.
 */
export function s3CodeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'Code' in error && typeof error.Code === 'string' ? error.Code : undefined;
}

/** HTTP status of a failed request; `undefined` for a network error, and for an error page that came with HTTP 200. */
function s3StatusOf(error: unknown): number | undefined {
  const status = typeof error === 'object' && error !== null && 'amzId2' in error ? error.amzId2 : undefined;
  return typeof status === 'string' ? Number(status) : undefined;
}

/** HEAD says `NotFound`; the others have a body to say it better. */
export const isAbsent = (error: unknown): boolean =>
  ['NotFound', 'NoSuchKey', 'NoSuchVersion'].includes(s3CodeOf(error) ?? '');

/**
 * Whether the server refuses whoever asks, by status, whatever the code. VersityGW 1.8.0 answers an unknown access key
 * with 404 `XAdminUserNotFound`: a 404 that says that something else than ours is absent.
 */
function isRefusal(error: unknown, code: string): boolean {
  const status = s3StatusOf(error);
  if (status === 404) return !/^(?:NotFound$|NoSuch)/.test(code);
  return (status === 401 || status === 403) && code !== 'RequestTimeTooSkewed';
}

/**
 * Translates a failed request for users of the store. Only the code of the server's answer is used: the rest names the
 * access key, and what was signed (I9). Without a code it is the client that speaks, and it names no credential. An
 * `AppError` passes unchanged.
 */
export function translateS3Error(error: unknown, key?: ObjectKey): AppError {
  if (error instanceof AppError) return error;
  if (key && isAbsent(error)) return objectNotFound(key);
  const code = s3CodeOf(error) ?? messageOf(error).replace(/^Request failed after .*: Retryable /, '');
  switch (code) {
    case 'BadDigest':
    case 'IncompleteBody':
    case 'XAmzContentSHA256Mismatch':
      return key ? objectDamaged(key, `the server refused it: ${code}`) : notAvailable(code);
    case 'InvalidRange':
      return key ? objectShort(key, 0) : notAvailable(code);
    case 'XMinioStorageFull':
    case 'XMinioAdminBucketQuotaExceeded':
    case 'QuotaExceeded':
      return full(code);
    case 'AccessDenied':
    case 'AllAccessDisabled':
    case 'InvalidAccessKeyId':
    case 'SignatureDoesNotMatch':
      return notAdmitted(code);
    default:
      return byStatus(error, code);
  }
}

/** Whatever the code: VersityGW 1.8.0 calls a full disk 507 `InsufficientStorage`. */
function byStatus(error: unknown, code: string): AppError {
  if (s3StatusOf(error) === 507) return full(code);
  return isRefusal(error, code) ? notAdmitted(code) : notAvailable(code);
}

const full = (code: string): AppError => unavailable('store-full', `the object store is full: ${code}`);

const notAdmitted = (code: string): AppError =>
  new AppError('forbidden', 'store-denied', `the object store refuses our credentials: ${code}`);

const notAvailable = (code: string): AppError =>
  unavailable('store-unavailable', `the object store failed: ${code}`);
