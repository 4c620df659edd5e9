import type { z } from 'zod';
import { type Faults, invalid, readForm } from '../../core/index.ts';

/**
 * Reads a JSON body. Errors: `body-missing` (no JSON object), `field-unknown`, the field's own of `fields`, else
 * `field-invalid`; the message never repeats the input.
 */
export function parsedBody<T>(form: z.ZodType<T>, body: unknown, fields: Faults = {}): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid('body-missing', 'Send a JSON object, with Content-Type: application/json.');
  }
  return readForm(form, body, {
    fields,
    unknownField: ['field-unknown', 'There is no such field.'],
    form: ['field-invalid', 'The field is missing or invalid.'],
  });
}
