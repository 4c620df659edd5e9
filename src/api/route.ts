import type { Action, User } from '../access/index.ts';
import type { QueryParameters } from '../footage/index.ts';

/** One call, without Express: everything in it is attacker-controlled. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: QueryParameters;
  /** Parsed JSON; `undefined` when there was none. */
  readonly body: unknown;
  /** Where it comes from. */
  readonly address: string;
  readonly session: CallSession;
}

export interface CallSession {
  /** Under a new session id. */
  begin(user: User): Promise<void>;
  end(): Promise<void>;
}

export interface UserCall extends Call {
  readonly user: User;
}

export type Reply =
  | { readonly kind: 'json'; readonly status: number; readonly body: object }
  | {
      readonly kind: 'bytes';
      readonly contentType: string;
      readonly bytes: Uint8Array;
      readonly headers: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'nothing' };

export const json = (body: object, status = 200): Reply => ({ kind: 'json', status, body });

export const bytes = (
  contentType: string,
  content: Uint8Array,
  headers: Readonly<Record<string, string>> = {},
): Reply => ({ kind: 'bytes', contentType, bytes: content, headers });

export const nothing: Reply = { kind: 'nothing' };

interface RouteHead {
  readonly method: 'get' | 'post' | 'patch' | 'delete';
  /** As Express 5 reads it. */
  readonly path: string;
  /** One line for the table in README.md. */
  readonly summary: string;
}

/** A route that says nothing of who may call it does not compile. */
export type Route =
  | (RouteHead & { readonly allow: 'anyone'; readonly handle: (call: Call) => Promise<Reply> })
  | (RouteHead & {
      readonly allow: 'signed-in' | Action;
      readonly handle: (call: UserCall) => Promise<Reply>;
    });
