import type { Problem } from '../api/problem.ts';
import { useMessages } from '../messages/language.tsx';
import type { Remedied } from '../messages/problems/remedied.ts';
import type { Messages } from '../messages/vi.ts';

/** Cause and remedy of a problem, beside the control that caused it. */
export function ProblemNotice({
  problem,
  retry,
}: {
  readonly problem: Problem | undefined;
  readonly retry?: () => void;
}) {
  const messages = useMessages();
  if (!problem) return null;
  const { cause, remedy } = explain(problem, messages);
  return (
    <div class="fault" role="alert">
      <strong>{cause}</strong> {remedy}
      {retry && (
        <p>
          <button type="button" onClick={retry}>
            {messages.common.tryAgain}
          </button>
        </p>
      )}
    </div>
  );
}

/** Words by the code of the problem; a code without words falls back on its status. */
export function explain({ code, status, detail }: Problem, { problems, common }: Messages): Remedied {
  const known = (problems as Readonly<Record<string, Remedied>>)[code];
  if (known) return known;
  if (status === 503) return problems['catalogue-unavailable'];
  if (status >= 500 || status === 0) return problems.internal;
  return { cause: common.refused, remedy: common.unknownRefusal({ code, detail }) };
}
