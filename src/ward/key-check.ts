import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { AppError } from '../core/index.ts';

/** What the catalogue remembers of a key file: enough to know the key again, and nothing of the key. */
export interface KeyCheck {
  readonly name: string;
  readonly salt: Uint8Array;
  readonly digest: Uint8Array;
}

/** The checks of the ward's keys. Errors: `unavailable` `catalogue-unavailable`. */
export interface KeyBook {
  read(name: string): Promise<KeyCheck | undefined>;
  /** Keeps the first check of a name, and answers the kept one. */
  keep(check: KeyCheck, atMs: number): Promise<KeyCheck>;
  /** Lets the next key of that name be another one. Answers whether one was known. */
  forget(name: string): Promise<boolean>;
  /** Notes that a backup holds these keys as they are. */
  backedUp(names: readonly string[], atMs: number): Promise<void>;
  /** Names of the keys that no backup holds. */
  unsaved(): Promise<string[]>;
}

/** A key file of the data directory. */
export interface KeyFile {
  readonly path: string;
  readIfThere(): Promise<Uint8Array | undefined>;
  /** Makes a new one, unless there is one. */
  read(): Promise<Uint8Array>;
}

/**
 * The ward's key of that name; made where the ward has none yet. Errors: `invalid` `key-missing` where the file of a known
 * key is not there, `key-not-ours` for another key than the ward's, `key-shared` for one that others have, too.
 */
export async function wardKey(
  book: KeyBook,
  name: string,
  file: KeyFile,
  nowMs: number,
): Promise<Uint8Array> {
  const known = await book.read(name);
  if (known && !(await file.readIfThere())) throw keyMissing(file.path);
  const key = await file.read();
  refuseShared(key, file.path);
  const check = known ?? (await book.keep(checkOf(name, key), nowMs));
  if (!isKeyOf(check, key)) throw keyNotOurs(file.path);
  return key;
}

export const checkOf = (name: string, key: Uint8Array, salt: Uint8Array = randomBytes(16)): KeyCheck => ({
  name,
  salt,
  digest: createHmac('sha256', key).update(`minhchung key check v1\n${name}\n`).update(salt).digest(),
});

export const isKeyOf = ({ name, salt, digest }: KeyCheck, key: Uint8Array): boolean =>
  timingSafeEqual(checkOf(name, key, salt).digest, digest);

/** Keys that are printed in specifications, which people copy. */
const printedKeys: ReadonlySet<string> = new Set([
  // RFC 8032, section 7.1: the seeds of tests 1, 2 and 3.
  '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
  'c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7',
]);

/** Whether it is one byte again and again, counts up, or is printed. */
function isShared(key: Uint8Array): boolean {
  const steps = new Set(key.slice(1).map((byte, i) => byte - (key[i] ?? 0)));
  if (steps.size === 1 && (steps.has(0) || steps.has(1))) return true;
  return printedKeys.has(Buffer.from(key).toString('hex'));
}

function refuseShared(key: Uint8Array, path: string): void {
  if (!isShared(key)) return;
  throw new AppError(
    'invalid',
    'key-shared',
    `${path} is a key that others know: remove it, and the service makes one of its own`,
  );
}

const remedy = 'put the key folder back (minhchung keys restore FILE)';

const keyMissing = (path: string): AppError =>
  new AppError(
    'invalid',
    'key-missing',
    `${path} is not there, and this catalogue is sealed by it: ${remedy}`,
  );

const keyNotOurs = (path: string): AppError =>
  new AppError(
    'invalid',
    'key-not-ours',
    `${path} is another key than this catalogue is sealed by: ${remedy}`,
  );
