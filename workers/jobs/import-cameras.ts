import { type ImportDeps, runImport } from '../../src/camera/index.ts';
import type { JobPayload } from '../../src/jobs/index.ts';

/** Does the rows of an import. A row that fails is no failed job: why is kept with it. */
export const importCameras = (
  deps: Omit<ImportDeps, 'siteId'>,
  { siteId, importId }: JobPayload<'import-cameras'>,
): Promise<'done' | 'skipped'> => runImport({ ...deps, siteId }, importId);
