import { useState } from 'preact/hooks';
import { useMessages } from '../messages/language.tsx';
import { useCameras } from '../names/camera-names.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { typed } from '../parts/typed.ts';
import { useFitting } from './fitting.ts';

interface CameraTicksProps {
  readonly ticked: readonly string[];
  readonly tick: (ids: readonly string[]) => void;
}

/** One camera or more out of all; what is ticked stays so while the list is narrowed. */
export function CameraTicks({ ticked, tick }: CameraTicksProps) {
  const { holds: words, cameras: labels } = useMessages();
  const { data, problem, reload } = useCameras();
  const [sought, setSought] = useState('');
  const fitting = useFitting(data?.cameras ?? [], sought);
  const toggle = (id: string) =>
    tick(ticked.includes(id) ? ticked.filter((each) => each !== id) : [...ticked, id]);
  return (
    <fieldset class="stack tight">
      <legend class="small soft">
        {words.chooseCameras} · <span class="number">{words.chosen(ticked.length)}</span>
      </legend>
      <ProblemNotice problem={problem} retry={reload} />
      <Field label={labels.filter}>
        {(wiring) => <input {...wiring} type="search" value={sought} onInput={typed(setSought)} />}
      </Field>
      {data && fitting.length === 0 && <p class="notice">{labels.noneFits}</p>}
      <div class="ticks">
        {fitting.map(({ id, name }) => (
          <label key={id} class="choice">
            <input type="checkbox" checked={ticked.includes(id)} onChange={() => toggle(id)} />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
