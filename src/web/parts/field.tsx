import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';

interface Wiring {
  readonly id: string;
  readonly 'aria-invalid'?: true;
  readonly 'aria-describedby'?: string;
}

interface FieldProps {
  readonly label: string;
  readonly hint?: ComponentChildren;
  /** Marks the field when this is about it. */
  readonly problem?: Problem | undefined;
  readonly name?: string;
  readonly children: (wiring: Wiring) => ComponentChildren;
}

/** A label above an input, and a hint below it. */
export function Field({ label, hint, problem, name, children }: FieldProps) {
  const id = useId();
  const isAtFault = name !== undefined && problem?.field === name;
  return (
    <div class="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        ...(isAtFault && { 'aria-invalid': true as const }),
        ...(hint !== undefined && { 'aria-describedby': `${id}-hint` }),
      })}
      {hint !== undefined && (
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  );
}
