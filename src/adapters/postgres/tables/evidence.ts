import type { Generated, JSONColumnType } from 'kysely';
import type { RequestId, UserId } from '../../../core/index.ts';
import type { ExportFault, ExportId, ExportState } from '../../../evidence/index.ts';

/** Exports and their files. */
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
  };
  export_file: {
    export_id: ExportId;
    name: string;
    kind: 'paper' | 'clip' | 'original';
    position: Generated<number>;
    size_bytes: number;
    sha256: string;
    crc32: number;
    init_sha256: string | null;
    fault: ExportFault | null;
    clip: JSONColumnType<object> | null;
    content: Uint8Array | null;
  };
}
