import type { AccessTables } from './access/tables.ts';
import type { CameraTables } from './camera/tables.ts';
import type { ContributorTables } from './contributor/tables.ts';
import type { CustodyTables } from './custody/tables.ts';
import type { EvidenceTables } from './evidence/tables.ts';
import type { IngestTables } from './ingest/tables.ts';
import type { RecordingTables } from './recording/tables.ts';
import type { RetentionTables } from './retention/tables.ts';

/** The tables as the migrations make them: each room’s in its folder, columns in their order there. */
export interface Tables
  extends CustodyTables,
    CameraTables,
    RecordingTables,
    IngestTables,
    AccessTables,
    RetentionTables,
    EvidenceTables,
    ContributorTables {}
