import type { Remedied } from '../messages/problems/remedied.ts';
import type { Messages } from '../messages/vi.ts';

/** Why a job failed, by its error code; a code without words is named. */
export function failureCause(code: string, { jobs, problems }: Messages): Remedied {
  const known: Readonly<Record<string, Remedied>> = { ...problems, ...jobs.causes };
  const words = Object.hasOwn(known, code) ? known[code] : undefined;
  return words ?? { cause: jobs.otherCause(code), remedy: jobs.otherRemedy };
}
