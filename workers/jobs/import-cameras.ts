import { type ImportDeps, keepSealedMs, runImport } from '../../src/camera/index.ts';
import type { Log } from '../../src/core/index.ts';
import type { JobPayload } from '../../src/jobs/index.ts';

/** Does the rows of an import. A row that fails is no failed job: why is kept with it. */
export const importCameras = (
  deps: Omit<ImportDeps, 'siteId'>,
  { siteId, importId }: JobPayload<'import-cameras'>,
): Promise<'done' | 'skipped'> => runImport({ ...deps, siteId }, importId);

/** What rows keep sealed for a person who does not come back to them. */
export async function forgetImportSecrets(
  { imports, clock }: Pick<ImportDeps, 'imports' | 'clock'>,
  log: Log,
): Promise<void> {
  const rows = await imports.forgetSecrets(clock.nowMs() - keepSealedMs);
  if (rows > 0) log.info({ rows }, 'forgot what old imports kept sealed');
}
