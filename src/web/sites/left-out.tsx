import { Problem } from '../api/problem.ts';
import { useMessages } from '../messages/language.tsx';
import { explain } from '../parts/fault.tsx';

export interface LeftOutPart {
  /** Where in the file, in the user's words. */
  readonly where: string;
  /** The column or field at fault. */
  readonly at?: string | undefined;
  readonly code: string;
  readonly message: string;
}

interface LeftOutProps {
  readonly title: string;
  readonly parts: readonly LeftOutPart[];
}

const mostShown = 50;

/** Parts of a file that were not taken, each with cause and remedy. */
export function LeftOut({ title, parts }: LeftOutProps) {
  const messages = useMessages();
  if (parts.length === 0) return null;
  return (
    <div class="fault">
      <strong>{title}</strong>
      <ul class="plain-list">
        {parts.slice(0, mostShown).map(({ where, at, code, message }) => {
          const { cause, remedy } = explain(new Problem(400, code, message), messages);
          return (
            <li key={`${where} ${code}`}>
              {where}
              {at && <code> {at}</code>}: {cause} {remedy}
            </li>
          );
        })}
        {parts.length > mostShown && <li>{messages.sites.andMore(parts.length - mostShown)}</li>}
      </ul>
    </div>
  );
}
