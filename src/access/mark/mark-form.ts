import { z } from 'zod';
import { type Faults, type FormFaults, instantOf, printable, readForm } from '../../core/index.ts';
import { cameraIdOf } from '../../footage/index.ts';
import type { MarkWords, NewMark } from './mark.ts';

const note = z.string().regex(printable).trim().min(1).max(500);

/** `still`: whether the minutes show the picture of that instant. */
export const markForm = z.strictObject({
  cameraId: z.string(),
  at: z.string(),
  note,
  still: z.boolean().optional(),
});

export const markWordsForm = z.strictObject({ note: note.optional(), still: z.boolean().optional() });

const fields: Faults = {
  cameraId: ['unknown-camera', 'There is no such camera.'],
  at: ['instant-invalid', 'The instant of a mark is an RFC 3339 time.'],
  note: ['mark-note-invalid', 'The note of a mark has 1 to 500 printable characters.'],
  still: ['mark-still-invalid', 'Whether a still is chosen is true or false.'],
};

const faults: FormFaults = {
  fields,
  unknownField: ['mark-field-unknown', 'This field is not part of a mark.'],
  form: ['mark-invalid', 'A mark is a JSON object.'],
};

/** Reads `{cameraId, at, note, still?}`. Errors, all `invalid` with the field: the codes above, those of `instantOf`. */
export function parseMark(input: unknown): NewMark {
  const { cameraId, at, note, still } = readForm(markForm, input, faults);
  return {
    cameraId: cameraIdOf(cameraId, 'cameraId'),
    atMs: instantOf(at, 'at'),
    note,
    isPictured: still ?? false,
  };
}

/** Reads `{note?, still?}`. Errors: as `parseMark`. */
export function parseMarkWords(input: unknown): Partial<MarkWords> {
  const { note, still } = readForm(markWordsForm, input, faults);
  return { ...(note !== undefined && { note }), ...(still !== undefined && { isPictured: still }) };
}
