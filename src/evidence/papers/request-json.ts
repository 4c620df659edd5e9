import { canonicalJson, formatInstant, type TimeRange } from '../../core/index.ts';
import type { PaperFacts } from './facts.ts';

const rangeOf = ({ fromMs, toMs }: TimeRange) => ({ from: formatInstant(fromMs), to: formatInstant(toMs) });

/** The request and its scope, for programs. Without names of persons: the minutes have those. */
export function requestDocument({
  exportId,
  orderedAtMs,
  builtAtMs,
  request,
  taken,
  cameras,
  clipOriginMs,
}: PaperFacts): string {
  const { id, caseNumber, authority, legalBasis, letter, purpose, area, range, isEmergency } = request;
  const { filedAtMs, approvedAtMs, countersignature, letterAddedAtMs } = request;
  const document = {
    v: 1,
    export: { id: exportId, orderedAt: formatInstant(orderedAtMs), builtAt: formatInstant(builtAtMs) },
    request: {
      id,
      caseNumber,
      authority,
      legalBasis,
      letter: letter && { ...letter },
      letterAddedAt: letterAddedAtMs === undefined ? undefined : formatInstant(letterAddedAtMs),
      purpose,
      area,
      isEmergency,
      countersignedAt: countersignature && formatInstant(countersignature.atMs),
      ...rangeOf(range),
      filedAt: formatInstant(filedAtMs),
      approvedAt: approvedAtMs === undefined ? undefined : formatInstant(approvedAtMs),
    },
    scope: cameras.map((camera) => ({ cameraId: camera.id, name: camera.name, ...rangeOf(camera.scope) })),
    taken: {
      ...rangeOf(taken.range),
      originals: taken.originals ? 'with' : 'without',
      clips: taken.clips ? 'with' : 'without',
    },
    clipOrigin: formatInstant(clipOriginMs),
  };
  return `${canonicalJson(document)}\n`;
}
