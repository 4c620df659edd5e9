import type { GeneratedAlways } from 'kysely';
import type { WardId } from '../../../core/index.ts';

/** The row of the one ward that a catalogue is. */
export interface WardTables {
  ward: {
    only_one: GeneratedAlways<boolean>;
    id: WardId;
    name: string;
    begun_at_ms: number;
  };
}
