import { z } from 'zod';
import { type Faults, type FormFaults, rangeOf, readForm } from '../../core/index.ts';
import { cameraIdOf } from '../../footage/index.ts';
import { type ExportChoice, everything } from './export-choice.ts';

/** A request has no more cameras. */
const mostCameras = 10_000;

/** A member that is absent takes everything. `from` and `to` stand together. */
export const exportChoiceForm = z.strictObject({
  cameras: z.array(z.string().max(100)).min(1).max(mostCameras).optional(),
  from: z.string().max(100).optional(),
  to: z.string().max(100).optional(),
  originals: z.boolean().optional(),
  clips: z.boolean().optional(),
});

const fields: Faults = {
  cameras: ['export-cameras-invalid', 'The cameras of an export are a list of one camera or more.'],
  from: ['instant-invalid', 'from is an RFC 3339 time.'],
  to: ['instant-invalid', 'to is an RFC 3339 time.'],
  originals: ['export-footage-invalid', 'Whether originals are taken is true or false.'],
  clips: ['export-footage-invalid', 'Whether clips are taken is true or false.'],
};

const faults: FormFaults = {
  fields,
  unknownField: ['export-field-unknown', 'This field is not part of an export.'],
  form: ['export-invalid', 'An export is a JSON object.'],
};

/** Reads `{cameras?, from?, to?, originals?, clips?}`. Errors, all `invalid` with the field: the codes above, `unknown-camera`, those of `rangeOf`. */
export function parseExportChoice(input: unknown): ExportChoice {
  const { cameras, from, to, originals, clips } = readForm(exportChoiceForm, input ?? {}, faults);
  const cameraIds = cameras && [...new Set(cameras)].map((id) => cameraIdOf(id, 'cameras'));
  const isCut = from !== undefined || to !== undefined;
  return {
    ...(cameraIds && { cameraIds }),
    ...(isCut && { range: rangeOf(from, to, Number.POSITIVE_INFINITY) }),
    originals: originals ?? everything.originals,
    clips: clips ?? everything.clips,
  };
}
