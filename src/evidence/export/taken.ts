import { containsInstant } from '../../core/index.ts';
import type { BundleFile } from '../bundle/manifest.ts';
import type { ExportChoice } from '../choice/export-choice.ts';
import { type ExportFault, isKeptOut } from '../papers/facts.ts';
import type { ExportSubject } from './plan-export.ts';

/** The cameras and the time that are taken of a request, and the marks within. */
export function takenOf<T extends ExportSubject>(
  request: T,
  { cameraIds = request.cameraIds, range = request.range }: ExportChoice,
): ExportSubject {
  const taken = new Set(cameraIds);
  return {
    cameraIds: request.cameraIds.filter((id) => taken.has(id)),
    range: {
      fromMs: Math.max(range.fromMs, request.range.fromMs),
      toMs: Math.min(range.toMs, request.range.toMs),
    },
    marks: request.marks.filter(({ cameraId, atMs }) => taken.has(cameraId) && containsInstant(range, atMs)),
  };
}

/** Whether indexes and pictures go with the footage; papers go alone. */
export const hasFootage = ({ originals, clips }: ExportChoice): boolean => originals || clips;

/** Those of the files that were read which the bundle has: an original is read for its clip, too. */
export const inBundle = <T extends BundleFile & { readonly fault?: ExportFault }>(
  files: readonly T[],
  { originals }: ExportChoice,
): T[] => files.filter((file) => !isKeptOut(file) && (originals || file.source.kind !== 'original'));
