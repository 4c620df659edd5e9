import type { Problem } from '../../api/problem.ts';
import { useMessages } from '../../messages/language.tsx';
import { Field } from '../../parts/field.tsx';
import { typed } from '../../parts/typed.ts';

/** The fields of a mark: a note, and whether its picture goes into the minutes. */
export interface NotedWords {
  readonly note: string;
  readonly still: boolean;
}

interface MarkFieldsProps {
  readonly said: NotedWords;
  readonly say: (said: NotedWords) => void;
  readonly problem: Problem | undefined;
}

/** The note, and whether the minutes show the picture. */
export function MarkFields({ said, say, problem }: MarkFieldsProps) {
  const { notedMarks: words } = useMessages();
  return (
    <>
      <Field label={words.note} name="note" problem={problem}>
        {(wiring) => (
          <textarea
            {...wiring}
            value={said.note}
            maxLength={500}
            onInput={typed((note) => say({ ...said, note }))}
            required
          />
        )}
      </Field>
      <label class="choice">
        <input type="checkbox" checked={said.still} onChange={() => say({ ...said, still: !said.still })} />
        {words.still}
      </label>
      <p class="hint">{words.stillMeans}</p>
    </>
  );
}
