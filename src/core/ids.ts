import { randomBytes } from 'node:crypto';

declare const brand: unique symbol;
/** A string that the compiler keeps apart from other strings: a `CameraId` is never a `StreamId`. */
export type Branded<Name extends string> = string & { readonly [brand]: Name };

export type CameraId = Branded<'camera'>;
export type HoldId = Branded<'hold'>;
export type StreamId = Branded<'stream'>;
/** A short name that an admin chose: `ward`. */
export type SiteId = Branded<'site'>;
export type NeighbourhoodId = Branded<'neighbourhood'>;
export type RunId = Branded<'run'>;
export type SegmentId = Branded<'segment'>;
export type RequestId = Branded<'request'>;
export type UserId = Branded<'user'>;
export type NoticeId = Branded<'notice'>;
export type ContributorId = Branded<'contributor'>;
export type ImportId = Branded<'import'>;
export type SessionId = Branded<'session'>;
export type TokenId = Branded<'token'>;
export type PauseId = Branded<'pause'>;
export type MoveId = Branded<'move'>;
export type MarkId = Branded<'mark'>;
/** One host's spool; written into the spool itself, so that it survives a renamed host. */
export type NodeId = Branded<'node'>;
/** One catalogue, its people, sites, cameras and footage. Made once, never changed. */
export type WardId = Branded<'ward'>;

const prefixes = {
  camera: 'cam',
  stream: 'str',
  neighbourhood: 'nbh',
  run: 'run',
  segment: 'seg',
  request: 'req',
  user: 'usr',
  node: 'node',
  custody: 'cus',
  discovery: 'dis',
  hold: 'hld',
  deputy: 'dep',
  notification: 'ntf',
  deletion: 'del',
  export: 'exp',
  notice: 'not',
  contributor: 'con',
  import: 'imp',
  place: 'plc',
  session: 'ses',
  token: 'tok',
  pause: 'pau',
  move: 'mov',
  mark: 'mrk',
  negative: 'neg',
  handOver: 'hov',
  proposal: 'prp',
  ward: 'ward',
  record: 'rec',
} as const;

type Subject = keyof typeof prefixes;

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

function base32(value: bigint, length: number): string {
  let text = '';
  let rest = value;
  for (let i = 0; i < length; i++) {
    text = (alphabet[Number(rest & 31n)] ?? '') + text;
    rest >>= 5n;
  }
  return text;
}

/**
 * A new id: `<prefix>_<26 characters>`, a ULID (48 bits of time, 80 of chance; Crockford base 32, lower case).
 * Sorts by creation; safe in URLs, file names, object keys and BullMQ job ids (no `:`, never all digits).
 */
export function newId<S extends Subject>(subject: S, nowMs: number): Branded<S> {
  const chance = BigInt(`0x${randomBytes(10).toString('hex')}`);
  return `${prefixes[subject]}_${base32(BigInt(nowMs), 10)}${base32(chance, 16)}` as Branded<S>;
}

/** Whether a string has the form of an id of that subject. Says nothing about whether it exists. */
export function isId<S extends Subject>(subject: S, text: string): text is Branded<S> {
  return new RegExp(`^${prefixes[subject]}_[0-9a-hjkmnp-tv-z]{26}$`).test(text);
}

/** When an id was made, by its clock: the first 48 bits of its ULID. */
export const idTimeMs = (id: string): number =>
  [...id.slice(-26, -16)].reduce((ms, digit) => ms * 32 + alphabet.indexOf(digit), 0);
