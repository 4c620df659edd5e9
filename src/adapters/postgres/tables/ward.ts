import type { ColumnType, GeneratedAlways } from 'kysely';
import type { WardId } from '../../../core/index.ts';

/** The row of the one ward that a catalogue is. */
export interface WardTables {
  ward: {
    only_one: GeneratedAlways<boolean>;
    id: WardId;
    name: string;
    begun_at_ms: number;
  };
  key_check: {
    name: string;
    salt: Uint8Array;
    digest: Uint8Array;
    known_since_ms: number;
    backed_up_at_ms: ColumnType<number | null, never, number>;
  };
}
