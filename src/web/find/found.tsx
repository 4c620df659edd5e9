import { useCallback } from 'preact/hooks';
import type { CameraFootage, FootageAnswer } from '../api/shapes.ts';
import { setParameters } from '../base/location.tsx';
import { type FindState, setRange, setWithout } from '../criteria/find-state.ts';
import { SeenBy } from '../criteria/seen-by.tsx';
import { Lanes } from '../lanes/lanes.tsx';
import { useLaneView } from '../lanes/use-lane-view.ts';
import { useMessages } from '../messages/language.tsx';
import type { Range } from '../time/spoken-range.ts';

interface FoundProps {
  readonly answer: FootageAnswer;
  readonly state: FindState;
  readonly range: Range;
}

/** The cameras around the place, nearest first, each with what there is of it; which of them the request takes. */
export function Found({ answer, state: { without, camera: chosen }, range }: FoundProps) {
  const { find: words } = useMessages();
  const view = useLaneView(range);
  const toggle = (id: string) => {
    const next = new Set(without);
    if (!next.delete(id)) next.add(id);
    setWithout(next);
  };
  // The same one while the address tells of another part of the time: there may be many cameras.
  const label = useCallback(
    (camera: CameraFootage) => (
      <>
        <label class="tick">
          <input
            type="checkbox"
            checked={!without.has(camera.id)}
            onChange={() => toggle(camera.id)}
            aria-label={words.include(camera.name)}
          />
        </label>
        <button
          type="button"
          class="lane-choice"
          aria-pressed={camera.id === chosen}
          onClick={() => setParameters({ camera: camera.id }, { replace: true })}
        >
          <SeenBy camera={camera} />
        </button>
      </>
    ),
    [chosen, [...without].join(), words],
  );
  if (answer.cameras.length === 0) return <p class="notice">{words.noCameras}</p>;
  return (
    <>
      <p class="hint">{words.dragTime}</p>
      <Lanes
        cameras={answer.cameras}
        fromMs={range.fromMs}
        toMs={range.toMs}
        view={view}
        label={label}
        select={(stretch) => setRange(stretch)}
      />
    </>
  );
}
