import type { Generated, JSONColumnType } from 'kysely';
import type { CameraId, RequestId, UserId } from '../../../core/index.ts';
import type { ExportFault, ExportId, ExportState, HandOverId, NegativeId } from '../../../evidence/index.ts';

/** Exports, their files and hand-overs; negative answers. */
export interface EvidenceTables {
  export: {
    id: ExportId;
    request_id: RequestId;
    ordered_by: UserId;
    ordered_at_ms: number;
    state: Generated<ExportState>;
    settled_at_ms: number | null;
    failure: string | null;
    plan: JSONColumnType<object> | null;
    size_bytes: number | null;
    manifest_sha256: string | null;
    seal_awaited_since_ms: number | null;
    camera_ids: CameraId[] | null;
    from_ms: number | null;
    to_ms: number | null;
    with_originals: Generated<boolean>;
    with_clips: Generated<boolean>;
  };
  export_file: {
    export_id: ExportId;
    name: string;
    kind: 'paper' | 'index' | 'picture' | 'clip' | 'original';
    position: Generated<number>;
    size_bytes: number;
    sha256: string;
    crc32: number;
    init_sha256: string | null;
    fault: ExportFault | null;
    clip: JSONColumnType<object> | null;
    content: Uint8Array | null;
  };
  hand_over: {
    id: HandOverId;
    export_id: ExportId;
    given_by: UserId;
    made_at_ms: number;
    recipient_name: string;
    recipient_agency: string;
    recipient_paper: string;
    token_sha256: string | null;
    ends_at_ms: number | null;
    withdrawn_at_ms: number | null;
    how: 'link' | 'form' | null;
    acknowledged_at_ms: number | null;
    signer: string | null;
    signed_on: string | null;
    manifest_sha256: string | null;
    record_chain: string | null;
    record_seq: number | null;
  };
  negative_answer: {
    id: NegativeId;
    stated_by: UserId;
    statement: JSONColumnType<object>;
    document: string;
    sha256: string;
    chain: string;
    seq: number;
  };
}
