import type { z } from 'zod';
import { type AppError, invalid } from './errors.ts';

/** A code, and the sentence that people read; it never repeats the input. */
export type Fault = readonly [code: string, message: string];

/** What may be wrong with a form. */
export interface FormFaults {
  /** By the path of a field, or by the first name in it. */
  readonly fields: Faults;
  /** Of a field that the form has not; by default that of the whole. */
  readonly unknownField?: Fault;
  /** Of the whole, or of a field that has no fault of its own. */
  readonly form: Fault;
}

export type Faults = Readonly<Record<string, Fault>>;

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
