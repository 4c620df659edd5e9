import type { AccessTables } from './access.ts';
import type { CameraTables } from './camera.ts';
import type { ContributorTables } from './contributor.ts';
import type { CustodyTables } from './custody.ts';
import type { EvidenceTables } from './evidence.ts';
import type { IngestTables } from './ingest.ts';
import type { LogTables } from './log.ts';
import type { OperationsTables } from './operations.ts';
import type { RecordingTables } from './recording.ts';
import type { RetentionTables } from './retention.ts';
import type { WardTables } from './ward.ts';

/** The tables as the migrations make them: each room’s in its folder, columns in their order there. */
export interface Tables
  extends WardTables,
    CustodyTables,
    CameraTables,
    RecordingTables,
    IngestTables,
    AccessTables,
    RetentionTables,
    EvidenceTables,
    LogTables,
    OperationsTables,
    ContributorTables {}
