import type { ComponentChildren } from 'preact';
import type { Problem } from '../api/problem.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from './fault.tsx';

interface ActProps {
  readonly label: string;
  readonly problem: Problem | undefined;
  readonly isBusy: boolean;
  readonly tone?: 'primary' | 'danger' | undefined;
  /** Read out in the label's place, where several acts of a page have one name. */
  readonly spoken?: string;
  readonly disabled?: boolean;
  /** Without it the form it stands in is submitted. */
  readonly run?: () => void;
  /** Beside it: other acts, or what came of it. */
  readonly children?: ComponentChildren;
}

/** End of a form or a panel: the problem, and the button of the act. */
export function Act({ label, problem, isBusy, tone, spoken, disabled = false, run, children }: ActProps) {
  const { common } = useMessages();
  return (
    <>
      <ProblemNotice problem={problem} />
      <div class="actions">
        <button
          type={run ? 'button' : 'submit'}
          class={tone}
          aria-label={spoken}
          disabled={isBusy || disabled}
          onClick={run}
        >
          {isBusy ? common.working : label}
        </button>
        {children}
      </div>
    </>
  );
}
