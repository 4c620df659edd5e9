import type { Problem } from '../../api/problem.ts';
import { useMessages } from '../../messages/language.tsx';
import { Field } from '../../parts/field.tsx';
import { typed } from '../../parts/typed.ts';
import type { CameraDraft } from './camera-form.ts';

interface StreamFieldProps {
  readonly draft: CameraDraft;
  readonly set: (part: Partial<CameraDraft>) => void;
  readonly problem: Problem | undefined;
}

/** Which stream of a camera is recorded. */
export function StreamField({ draft, set, problem }: StreamFieldProps) {
  const { enrolment: words } = useMessages();
  return (
    <Field label={words.stream} name="stream" problem={problem}>
      {(wiring) => (
        <select
          {...wiring}
          value={draft.stream}
          onChange={typed((stream) => set({ stream: stream as 'main' }))}
        >
          <option value="main">{words.main}</option>
          <option value="sub">{words.sub}</option>
        </select>
      )}
    </Field>
  );
}
