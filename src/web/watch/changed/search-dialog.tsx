import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CameraFootage } from '../../api/shapes.ts';
import { useMessages } from '../../messages/language.tsx';
import { Act } from '../../parts/act.tsx';
import { Field } from '../../parts/field.tsx';
import { submitted } from '../../parts/typed.ts';
import { rangeText } from '../../time/format.ts';
import type { Range } from '../../time/spoken-range.ts';
import { BoxField } from './box-field.tsx';
import { type DrawnBox, middleBox } from './drawn-box.ts';
import type { AskedSearch } from './search.ts';
import { type StretchName, stretchNames } from './stretches.ts';

interface SearchDialogProps {
  readonly requestId: string;
  readonly video: HTMLVideoElement;
  /** The camera on the picture. */
  readonly camera: CameraFootage;
  /** The others on the screen. */
  readonly others: readonly CameraFootage[];
  readonly stretches: Partial<Record<StretchName, Range>>;
  readonly search: (asked: AskedSearch) => void;
  readonly close: () => void;
}

/** Asks where in the picture, when and on which cameras changes are searched. It is open as long as it is there. */
export function SearchDialog(props: SearchDialogProps) {
  const { requestId, video, camera, others, stretches, search, close } = props;
  const { changed: words } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const offered = stretchNames.filter((name) => stretches[name]);
  const [name, setName] = useState<StretchName | undefined>(offered[0]);
  const [box, setBox] = useState<DrawnBox>(middleBox);
  const [beside, setBeside] = useState<readonly string[]>([]);
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  const stretch = name && stretches[name];
  const begin = async () => {
    if (stretch) search({ requestId, cameraIds: [camera.id, ...beside], box, stretch });
    close();
  };
  return (
    <dialog ref={dialog} class="box-search" aria-labelledby={id} onClose={close}>
      <form class="stack" onSubmit={submitted(begin)}>
        <h2 id={id}>{words.dialogTitle(camera.name)}</h2>
        <p class="hint">{words.how}</p>
        <BoxField video={video} aspect={aspectOf(camera, video)} box={box} change={setBox} />
        <Field label={words.stretch} {...(stretch && { hint: rangeText(stretch.fromMs, stretch.toMs) })}>
          {(wiring) => (
            <select
              {...wiring}
              value={name}
              onChange={({ currentTarget }) => setName(offered[currentTarget.selectedIndex])}
            >
              {offered.map((each) => (
                <option key={each} value={each}>
                  {words.stretches[each]}
                </option>
              ))}
            </select>
          )}
        </Field>
        {others.length > 0 && (
          <fieldset class="stack tight">
            <legend>{words.beside}</legend>
            {others.map((other) => (
              <label key={other.id} class="choice">
                <input
                  type="checkbox"
                  checked={beside.includes(other.id)}
                  onChange={() => setBeside(toggled(beside, other.id))}
                />
                {other.name}
              </label>
            ))}
          </fieldset>
        )}
        <Act label={words.search} problem={undefined} isBusy={false} tone="primary">
          <button type="button" onClick={close}>
            {words.cancel}
          </button>
        </Act>
      </form>
    </dialog>
  );
}

const toggled = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id];

function aspectOf({ displayAspect }: CameraFootage, video: HTMLVideoElement): number {
  const [width = 0, height = 0] = (displayAspect ?? '').split(':').map(Number);
  return width > 0 && height > 0 ? width / height : video.videoWidth / video.videoHeight;
}
