import type { Client } from 'minio';
import { AppError, invalid, messageOf, unavailable } from '../../../core/index.ts';
import { asAnswer, readAnswer } from '../s3-response.ts';

/** One call of MinIO's admin interface, below `/minio/admin/v3/`. */
interface AdminCall {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const answerBytes = 1024 * 1024;

/** The client turns an answer of any other status into an error of S3, and this interface answers in JSON. */
const statuses = Array.from({ length: 500 }, (_, i) => 100 + i);

/**
 * Sends a call, signed by a client of the root user. Errors, none with a key in it (I9): `forbidden` `store-root-denied`,
 * `invalid` `store-user-refused`, `unavailable` `store-unavailable`, `store-has-no-users`.
 */
export async function callAdmin(client: Client, region: string, call: AdminCall): Promise<void> {
  const request = {
    method: 'PUT',
    bucketName: 'minio',
    objectName: `admin/v3/${call.path}`,
    query: encoded(call.query),
  };
  try {
    const answer = asAnswer(await client.makeRequestAsync(request, call.body ?? '', statuses, region));
    const text = (await readAnswer(answer, answerBytes)).toString();
    if (answer.statusCode !== 200) throw refusal(answer.statusCode ?? 0, codeIn(text));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unavailable('store-unavailable', `the object store failed: ${messageOf(error)}`);
  }
}

/** A space is `%20`: a signature knows no `+`. */
const encoded = (query: AdminCall['query']): string =>
  Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

/** `undefined`: the answer is none of this interface. */
function codeIn(text: string): string | undefined {
  try {
    const { Code: code } = JSON.parse(text) as { Code?: unknown };
    return typeof code === 'string' && /^\w+$/.test(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

function refusal(status: number, code: string | undefined): AppError {
  if (code === undefined)
    return unavailable(
      'store-has-no-users',
      `the object store has no admin interface of MinIO (status ${status}): make the bucket and its user by its own means`,
    );
  if (status === 401 || status === 403) return rootDenied(code);
  if (status >= 500) return unavailable('store-unavailable', `the object store failed: ${code}`);
  return invalid('store-user-refused', `the object store refuses S3_ACCESS_KEY or S3_SECRET_KEY: ${code}`);
}

export const rootDenied = (code = 'denied'): AppError =>
  new AppError(
    'forbidden',
    'store-root-denied',
    `the object store refuses S3_ROOT_ACCESS_KEY or its password: ${code}`,
  );
