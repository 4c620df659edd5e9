import { formatBasic, formatInstant } from '../../core/index.ts';
import type { Export } from '../../evidence/index.ts';
import type { ExportJson } from './export-schemas.ts';

export const exportJson = (found: Export): ExportJson => ({
  id: found.id,
  requestId: found.requestId,
  state: found.state,
  orderedAt: formatInstant(found.orderedAtMs),
  ...(found.settledAtMs !== undefined && { settledAt: formatInstant(found.settledAtMs) }),
  ...(found.failure !== undefined && { failure: found.failure }),
  progress: found.progress,
  ...(found.bundle && { archive: { sizeBytes: found.bundle.sizeBytes, fileName: fileNameOf(found) } }),
});

/** By when it was ordered: what people see in their folder of downloads. */
export const fileNameOf = ({ id, orderedAtMs }: Export): string =>
  `minh-chung-${formatBasic(orderedAtMs).slice(0, 15).toLowerCase()}-${id.slice(-6)}.zip`;
