import type { z } from 'zod';
import { type AppError, invalid } from './errors.ts';

/** A code, and the sentence that people read; it never repeats the input. */
export type FormFault = readonly [code: string, message: string];

/** Faults of a form. */
export interface FormFaults {
  /** By the path of a field, or by the first name in it. */
  readonly fields: Faults;
  /** Fault for a field that the form lacks; by default that of the whole form. */
  readonly unknownField?: FormFault;
  /** Fault for the whole form, or for a field without a fault of its own. */
  readonly form: FormFault;
}

export type Faults = Readonly<Record<string, FormFault>>;

/** Reads a form. Errors, all `invalid`: that of the first field at fault, with its path. */
export function readForm<T>(form: z.ZodType<T>, input: unknown, faults: FormFaults): T {
  const parsed = form.safeParse(input);
  if (parsed.success) return parsed.data;
  throw faultOf(parsed.error.issues[0], faults);
}

function faultOf(issue: z.core.$ZodIssue | undefined, faults: FormFaults): AppError {
  const path = (issue?.path ?? []).map(String);
  if (issue?.code === 'unrecognized_keys')
    return invalid(...(faults.unknownField ?? faults.form), [...path, ...issue.keys.slice(0, 1)].join('.'));
  const field = path.join('.');
  const fault = faults.fields[field] ?? faults.fields[path[0] ?? ''] ?? faults.form;
  return invalid(...fault, field || undefined);
}

/** Text of one line: no control characters, and no half of a surrogate pair. */
export const printable = /^[^\p{Cc}\p{Cs}]*$/u;
