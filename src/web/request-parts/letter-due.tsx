import type { FiledRequest } from '../../client/index.ts';
import { useMessages } from '../messages/language.tsx';
import { dayMs } from '../time/durations.ts';
import { zonedText } from '../time/format.ts';

/** An emergency has no written request yet: until when it should, or for how many days it is overdue. */
export function LetterDue({ request: { emergency } }: { readonly request: FiledRequest }) {
  const { emergencies: words } = useMessages();
  const dueAt = emergency?.letterDueAt;
  if (dueAt === undefined) return null;
  const lateMs = Date.now() - Date.parse(dueAt);
  return lateMs < 0 ? (
    <span class="number">{words.letterDue(zonedText(Date.parse(dueAt)))}</span>
  ) : (
    <strong class="mark is-missing number">{words.letterOverdue(Math.ceil(lateMs / dayMs))}</strong>
  );
}
