import { formatBasic, formatInstant } from '../../core/index.ts';
import type { Export, ExportChoice, HandOver } from '../../evidence/index.ts';
import { rangeJson } from '../terms/time.ts';
import type { ExportJson } from './export-schemas.ts';
import { handOverJson } from './hand-over-json.ts';

export const exportJson = (found: Export, handOvers: readonly HandOver[]): ExportJson => ({
  id: found.id,
  requestId: found.requestId,
  state: found.state,
  orderedAt: formatInstant(found.orderedAtMs),
  choice: choiceJson(found.choice),
  ...(found.settledAtMs !== undefined && { settledAt: formatInstant(found.settledAtMs) }),
  ...(found.failure !== undefined && { failure: found.failure }),
  progress: found.progress,
  ...(found.sealAwaitedSinceMs !== undefined &&
    found.state === 'building' && { sealAwaitedSince: formatInstant(found.sealAwaitedSinceMs) }),
  ...(found.bundle && {
    archive: {
      sizeBytes: found.bundle.sizeBytes,
      fileName: fileNameOf(found),
      ...(found.bundle.signedSha256 !== undefined && { manifestSha256: found.bundle.signedSha256 }),
    },
  }),
  handOvers: handOvers.filter(({ exportId }) => exportId === found.id).map(handOverJson),
});

const choiceJson = ({ cameraIds, range, originals, clips }: ExportChoice): ExportJson['choice'] => ({
  ...(cameraIds && { cameras: [...cameraIds] }),
  ...(range && rangeJson(range)),
  originals,
  clips,
});

/** By when it was ordered: what people see in their folder of downloads. */
export const fileNameOf = ({ id, orderedAtMs }: Pick<Export, 'id' | 'orderedAtMs'>): string =>
  `minh-chung-${formatBasic(orderedAtMs).slice(0, 15).toLowerCase()}-${id.slice(-6)}.zip`;
