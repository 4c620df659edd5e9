import type { ComponentChildren } from 'preact';
import { useEffect, useId } from 'preact/hooks';
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
  /** Not where the problem is found when the focus leaves the field. */
  readonly takesFocus?: boolean;
  readonly children: (wiring: Wiring) => ComponentChildren;
}

/** A label above an input, and a hint below it. The field that a problem is about gets the focus. */
export function Field({ label, hint, problem, name, takesFocus = true, children }: FieldProps) {
  const id = useId();
  const isAtFault = name !== undefined && problem?.field === name;
  useEffect(() => {
    if (isAtFault && takesFocus) document.getElementById(id)?.focus();
  }, [problem]);
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
