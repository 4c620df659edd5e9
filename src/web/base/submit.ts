import { useState } from 'preact/hooks';
import { asProblem, type Problem } from '../api/problem.ts';

/** A form's one act: under way or not, and what was wrong with it the last time. */
export interface Submit<Given extends unknown[]> {
  readonly run: (...given: Given) => Promise<void>;
  readonly isBusy: boolean;
  readonly problem: Problem | undefined;
}

/** `act` is not begun again while it is under way. */
export function useSubmit<Given extends unknown[]>(act: (...given: Given) => Promise<void>): Submit<Given> {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = async (...given: Given) => {
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await act(...given);
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setBusy(false);
    }
  };
  return { run, isBusy, problem };
}
