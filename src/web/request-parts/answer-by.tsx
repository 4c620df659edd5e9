import type { FiledRequest } from '../../client/index.ts';
import { useLanguage } from '../messages/language.tsx';
import { minuteMs } from '../time/durations.ts';
import { zonedText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';

/** The deadline for an answer, and the time until then. */
export function AnswerBy({ request: { answerBy } }: { readonly request: FiledRequest }) {
  const { messages, language } = useLanguage();
  const { inbox: words, units } = messages;
  if (answerBy === undefined) return null;
  const leftMs = Date.parse(answerBy) - Date.now();
  const [time, length] = [
    zonedText(Date.parse(answerBy)),
    lengthText(Math.max(minuteMs, Math.round(Math.abs(leftMs) / minuteMs) * minuteMs), units, language),
  ];
  return leftMs < 0 ? (
    <strong class="mark is-missing number">{words.overdue(time, length)}</strong>
  ) : (
    <span class="number">{words.answerBy(time, length)}</span>
  );
}
