import type { Generated } from 'kysely';
import type { CameraId, ContributorId, PauseId } from '../../../core/index.ts';

/** Contributors, and their pauses and withdrawals. */
export interface ContributorTables {
  contributor: {
    id: ContributorId;
    camera_id: CameraId;
    sealed: Uint8Array;
    amount_vnd: number | null;
    consent_on: string | null;
    created_at_ms: number;
  };
  camera_pause: {
    id: PauseId;
    camera_id: CameraId;
    contributor_id: ContributorId;
    kind: 'paused' | 'withdrawn';
    reason: string;
    from_ms: number;
    until_ms: number | null;
    ended_at_ms: Generated<number | null>;
  };
}
