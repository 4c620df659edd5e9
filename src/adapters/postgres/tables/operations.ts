import type { JSONColumnType } from 'kysely';
import type { Lack, NeedName } from '../../../operations/index.ts';

/** What the service lacks. Heartbeats are read and written in SQL alone. */
export interface OperationsTables {
  trouble: {
    site_id: string;
    need: NeedName;
    code: string;
    lack: JSONColumnType<Lack>;
    since_ms: number;
    calm_since_ms: number | null;
    mailed_at_ms: number | null;
    over_at_ms: number | null;
    returns: number;
  };
}
