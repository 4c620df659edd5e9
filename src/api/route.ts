import type { z } from 'zod';
import type { Action, FactorDue, User } from '../access/index.ts';
import type { ByteRange, SessionId, TokenId, UserId } from '../core/index.ts';
import type { ActStation } from '../custody/index.ts';
import type { QueryParameters } from '../footage/index.ts';

/** One call, without Express: everything in it is attacker-controlled. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  /** Empty unless the route has a schema for it. */
  readonly query: QueryParameters;
  /** Parsed JSON; `undefined` when there was none, or when the route has no schema for it. */
  readonly body: unknown;
  /** Where it comes from. */
  readonly address: string;
  /** The same and the browser, in digests. */
  readonly station: ActStation;
  /** Token of an `Authorization: Bearer` header; for programs that have no session. */
  readonly bearer: string | undefined;
  readonly session: CallSession;
}

export interface CallSession {
  /** Absent without one. */
  readonly id: SessionId | undefined;
  /** What the session still owes. */
  readonly owes: FactorDue | undefined;
  /** The id of the browser, if that user has signed in with it before. */
  readonly browserOf: (userId: UserId) => string | undefined;
  /** Under a new id and key. The browser then knows the user, unless something is owed. */
  begin(user: User, owes?: FactorDue): Promise<void>;
  end(): Promise<void>;
}

/** A user, or a program that acts for one: what it does is recorded with its token. */
export interface Caller extends User {
  readonly tokenId?: TokenId;
  readonly station?: ActStation;
}

export interface UserCall extends Call {
  readonly user: Caller;
  /** Asks once more who calls, for an answer that takes long. Errors: those of a call that comes now. */
  readonly stillAdmitted: () => Promise<void>;
}

/** A file of any size, or a range of it. */
export interface FileReply {
  readonly kind: 'file';
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sizeBytes: number;
  /** Strong, with its quotes: equal bytes alone have equal ones (RFC 9110, 8.8.3). */
  readonly etag: string;
  /** The bytes of a range within it, read as the client pulls. Its errors are answered as problems. */
  readonly open: (range: ByteRange) => Promise<AsyncIterable<Uint8Array>>;
  /** Called once when the stream ends, with the bytes of the range that the connection took. */
  readonly sent?: (range: ByteRange, sentBytes: number) => void;
}

export type Reply =
  | FileReply
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly body: object;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'bytes';
      readonly contentType: string;
      readonly bytes: Uint8Array;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'nothing' };

export const json = (body: object, status = 200, headers: Readonly<Record<string, string>> = {}): Reply => ({
  kind: 'json',
  status,
  body,
  headers,
});

export const bytes = (
  contentType: string,
  content: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({ kind: 'bytes', contentType, bytes: content, headers });

export const nothing: Reply = { kind: 'nothing' };

/** The answers of a route that succeeds: its part of the OpenAPI document and of the client. */
export type Answers =
  | { readonly kind: 'json'; readonly statuses: readonly number[]; readonly schema: z.ZodType }
  | {
      readonly kind: 'bytes';
      readonly contentType: string;
      /** Name of a header, and what it holds. */
      readonly headers: Readonly<Record<string, string>>;
      /** Also with 206. */
      readonly isRanged?: boolean;
    }
  | { readonly kind: 'nothing' };

/** JSON of that schema, with 200 or one of `statuses`. */
export const answersJson = (schema: z.ZodType, ...statuses: number[]): Answers => ({
  kind: 'json',
  statuses: statuses.length === 0 ? [200] : statuses,
  schema,
});

/** As `answersBytes`, and ranges are served. */
export const answersFile = (contentType: string, headers: Readonly<Record<string, string>>): Answers => ({
  kind: 'bytes',
  contentType,
  headers,
  isRanged: true,
});

export const answersBytes = (
  contentType: string,
  headers: Readonly<Record<string, string>> = {},
): Answers => ({ kind: 'bytes', contentType, headers });

/** 204. */
export const answersNothing: Answers = { kind: 'nothing' };

/** A body that is a file, whole in memory. */
export interface Upload {
  readonly types: readonly string[];
  readonly maxBytes: number;
}

interface RouteHead {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Express 5 reads it. */
  readonly path: string;
  /** Verb and noun, camel case: the operation in the OpenAPI document, and the client's method. */
  readonly operation: string;
  /** One line for the table in README.md. */
  readonly summary: string;
  /** Without it, the route is given no query parameter; with it, none of another name. Forms read what they hold. */
  readonly query?: z.ZodObject;
  /** Without it, the route is given no body. */
  readonly body?: z.ZodType;
  /** Instead of `body`: the bytes of a file, read once it is known who calls. */
  readonly upload?: Upload;
  readonly answers: Answers;
}

/** A route that says nothing of who may call it, or of what it answers, does not compile. */
export type Route =
  | (RouteHead & { readonly allow: 'anyone'; readonly handle: (call: Call) => Promise<Reply> })
  | (RouteHead & {
      /** `half-signed-in`: also a session that owes the set-up of a second factor. These two are not for tokens. */
      readonly allow: 'signed-in' | 'half-signed-in' | Action;
      readonly handle: (call: UserCall) => Promise<Reply>;
    });
