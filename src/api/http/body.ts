import type { z } from 'zod';
import { invalid } from '../../core/index.ts';

/** What is wrong with a field, by its path. */
type Faults = Readonly<Record<string, readonly [code: string, message: string]>>;

/**
 * Reads a JSON body. Errors: `body-missing` (no JSON object), `field-unknown`, the field's own of `faults`, else
 * `field-invalid`; the message never repeats the input.
 */
export function bodyOf<T>(form: z.ZodType<T>, body: unknown, faults: Faults = {}): T {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalid('body-missing', 'Send a JSON object, with Content-Type: application/json.');
  }
  const parsed = form.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue?.code === 'unrecognized_keys') {
    throw invalid('field-unknown', 'There is no such field.', [...issue.path, issue.keys[0]].join('.'));
  }
  const field = issue?.path.join('.') ?? '';
  const [code, message] = faults[field] ?? [
    'field-invalid',
    `The field ${field} is missing or not what it should be.`,
  ];
  throw invalid(code, message, field);
}
