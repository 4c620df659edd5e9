import { z } from 'zod';
import { calendarDayOf, isCalendarDay } from '../../camera/index.ts';
import {
  type Faults,
  type FormFault,
  type FormFaults,
  invalid,
  printable,
  rangeOf,
  readForm,
  type TimeRange,
} from '../../core/index.ts';
import { type Area, cameraIdOf, radiusOf } from '../../footage/index.ts';
import { boxOf, placeOf, polygonOf } from '../../places/index.ts';
import { requestCameras } from './filing.ts';
import type { Emergency, RequestDraft, RequestLetter } from './request.ts';
import type { Urgency } from './urgency.ts';

const line = z.string().regex(printable);
const place = z.strictObject({ lat: z.number(), lon: z.number() });

/** `maxMs`: how long a request's time is at most, and how far its end may lie ahead; `timeZone`: of the site, IANA. */
export interface RangeBounds {
  readonly maxMs: number;
  readonly nowMs: number;
  readonly timeZone: string;
}

export const requestArea = z.union([
  z.strictObject({ near: place, radiusM: z.number() }),
  z.strictObject({
    bbox: z.strictObject({ west: z.number(), south: z.number(), east: z.number(), north: z.number() }),
  }),
  z.strictObject({ polygon: z.array(place) }),
  z.strictObject({ neighbourhood: z.string().min(1).max(200) }),
  z.strictObject({ cameras: z.array(z.string()).min(1).max(requestCameras) }),
]);

const letter = { number: line.trim().min(1).max(100), day: z.string().refine(isCalendarDay) };

export const requestForm = z.strictObject({
  caseNumber: line.trim().min(1).max(100),
  authority: line.trim().min(1).max(200),
  legalBasis: line.trim().min(1).max(500),
  letter: z.strictObject(letter).optional(),
  purpose: line.trim().min(10).max(1_000),
  report: line.trim().min(1).max(1_000).optional(),
  urgency: z.enum(['routine', 'urgent']).optional(),
  area: requestArea,
  from: z.string().optional(),
  to: z.string().optional(),
});

export const emergencyForm = requestForm
  .omit({ urgency: true })
  .extend({ emergencyReason: line.trim().min(10).max(1_000) });

/** A written request that is added to an emergency. */
export const letterForm = z.strictObject({ authority: requestForm.shape.authority, ...letter });

const letterDayInvalid: FormFault = [
  'letter-day-invalid',
  'The day of the written request is a day like 2026-11-21, and has begun.',
];

const letterNumberInvalid: FormFault = [
  'letter-number-invalid',
  'The number of the written request must have 1 to 100 characters.',
];

/** Each field's code and the sentence an officer reads. */
const fields: Faults = {
  caseNumber: ['case-number-invalid', 'A case number has 1 to 100 printable characters.'],
  purpose: ['purpose-invalid', 'The purpose must have 10 to 1000 characters.'],
  authority: ['authority-invalid', 'The investigating authority must have 1 to 200 characters.'],
  legalBasis: ['legal-basis-invalid', 'The legal basis must have 1 to 500 characters.'],
  letter: ['letter-invalid', 'A written request has its number and its day, {number, day}.'],
  'letter.number': letterNumberInvalid,
  'letter.day': letterDayInvalid,
  number: letterNumberInvalid,
  day: letterDayInvalid,
  report: ['report-invalid', 'The report must have 1 to 1000 printable characters.'],
  urgency: ['urgency-invalid', 'A request is routine or urgent.'],
  emergencyReason: [
    'emergency-reason-invalid',
    'The reason of the emergency must have 10 to 1000 characters.',
  ],
  area: [
    'area-invalid',
    'An area is one of {near: {lat, lon}, radiusM}, {bbox: {west, south, east, north}}, {polygon: [{lat, lon}, …]}, {neighbourhood}, {cameras: [id, …]}.',
  ],
  from: ['instant-invalid', 'from must be an RFC 3339 time.'],
  to: ['instant-invalid', 'to must be an RFC 3339 time.'],
};

/** Of a request, and of what is asked in the same words. */
export const requestFaults: FormFaults = {
  fields,
  unknownField: ['request-field-unknown', 'This field is not part of a request.'],
  form: ['request-invalid', 'A request is a JSON object.'],
};

/**
 * Reads `{caseNumber, authority, legalBasis, letter?, purpose, report?, urgency?, area, from, to}`. Errors, all `invalid` with
 * the field: the codes of `fields`, `request-invalid`, `request-field-unknown`, and those of `rangeOf`, `placeOf`,
 * `radiusOf`, `boxOf`, `polygonOf` and `cameraIdOf`.
 */
export const parseRequest = (input: unknown, bounds: RangeBounds): RequestDraft =>
  draftOf(readForm(requestForm, input, requestFaults), bounds);

/** Reads the same, without urgency, and `emergencyReason`. Errors: as `parseRequest`. */
export function parseEmergency(
  input: unknown,
  bounds: RangeBounds,
): { readonly draft: RequestDraft } & Pick<Emergency, 'reason'> {
  const { emergencyReason, ...form } = readForm(emergencyForm, input, requestFaults);
  return { draft: draftOf({ ...form, urgency: 'emergency' }, bounds), reason: emergencyReason };
}

type Form = Omit<z.output<typeof requestForm>, 'urgency'> & { readonly urgency?: Urgency | undefined };

const draftOf = ({ from, to, area, letter, report, ...said }: Form, bounds: RangeBounds): RequestDraft => ({
  ...said,
  urgency: said.urgency ?? 'routine',
  area: areaOfForm(area),
  range: pastRange(from, to, bounds),
  ...(letter && { letter: begunLetter(letter, bounds) }),
  ...(report !== undefined && { report }),
});

/** `field`: of the day. Errors: `letter-day-invalid` for a day to come. */
export function begunLetter(
  letter: RequestLetter,
  { nowMs, timeZone }: Pick<RangeBounds, 'nowMs' | 'timeZone'>,
  field = 'letter.day',
): RequestLetter {
  if (letter.day <= calendarDayOf(nowMs, timeZone)) return letter;
  throw invalid(...letterDayInvalid, field);
}

/** A request is about what happened, and may last a little longer. Errors: those of `rangeOf`, `range-in-future`. */
function pastRange(
  from: string | undefined,
  to: string | undefined,
  { maxMs, nowMs }: RangeBounds,
): TimeRange {
  const range = rangeOf(from, to, maxMs);
  if (range.toMs <= nowMs + maxMs) return range;
  throw invalid('range-in-future', 'A request covers past events: its end is too far in the future.', 'to');
}

/** Errors: as `parseRequest`. */
export function areaOfForm(given: z.output<typeof requestArea>): Area {
  if ('near' in given) {
    const centre = placeOf(given.near.lat, given.near.lon, 'area.near');
    return { kind: 'near', centre, radiusM: radiusOf(given.radiusM) };
  }
  if ('bbox' in given) return { kind: 'bbox', box: boxOf(given.bbox, 'area.bbox') };
  if ('polygon' in given) {
    const corners = given.polygon.map(({ lat, lon }): [number, number] => [lon, lat]);
    return { kind: 'polygon', polygon: polygonOf([corners], 'area.polygon') };
  }
  if ('neighbourhood' in given) return { kind: 'neighbourhood', neighbourhood: given.neighbourhood };
  const cameraIds = given.cameras.map((id) => cameraIdOf(id, 'area.cameras'));
  return { kind: 'cameras', cameraIds: [...new Set(cameraIds)] };
}

/** An area as `parseRequest` reads it, for an answer. */
export function formatArea(area: Area): z.output<typeof requestArea> {
  switch (area.kind) {
    case 'near':
      return { near: area.centre, radiusM: area.radiusM };
    case 'bbox':
      return { bbox: area.box };
    case 'polygon':
      return { polygon: (area.polygon[0] ?? []).map(([lon, lat]) => ({ lat, lon })) };
    case 'neighbourhood':
      return { neighbourhood: area.neighbourhood };
    case 'cameras':
      return { cameras: [...area.cameraIds] };
  }
}
