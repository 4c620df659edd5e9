import type { ColumnType, Generated, GeneratedAlways } from 'kysely';
import type { UserId } from '../../../core/index.ts';
import type { Pseudonym } from '../../../custody/index.ts';

type Kept<T> = ColumnType<T, T, never>;

/** The custody log and who hides behind its pseudonyms. */
export interface CustodyTables {
  actor_pseudonym: { user_id: UserId; pseudonym: Generated<Pseudonym> };
  /** Where the older chain ended. */
  custody_head: Readonly<Record<'seq', ColumnType<number, never, never>>> &
    Readonly<Record<'prev_sha256' | 'sha256', ColumnType<string, never, never>>>;
  /** Append-only; `id` and what follows it is computed from the body. */
  custody_event: {
    seq: Kept<number>;
    body: Kept<string>;
    prev_sha256: Kept<string>;
    sha256: Kept<string>;
    /** These three are null in the older chain. */
    strand: Kept<number | null>;
    strand_seq: Kept<number | null>;
    tag: Kept<Uint8Array | null>;
    id: GeneratedAlways<string>;
    at_ms: GeneratedAlways<number>;
    actor: GeneratedAlways<Pseudonym | null>;
    event: GeneratedAlways<string>;
    request_id: GeneratedAlways<string | null>;
    camera_id: GeneratedAlways<string | null>;
    from_ms: GeneratedAlways<number | null>;
    to_ms: GeneratedAlways<number | null>;
  };
}
