import { useState } from 'preact/hooks';
import type { Problem } from '../api/problem.ts';
import { radiiM } from '../criteria/circle.ts';
import { placeText, readPlace } from '../criteria/find-state.ts';
import { useMessages } from '../messages/language.tsx';
import { Field } from '../parts/field.tsx';
import { lazily } from '../parts/lazily.tsx';
import { typed } from '../parts/typed.ts';
import type { CustodyFilterState } from './custody-filter.ts';

const PlaceMap = lazily(async () => (await import('./place-map.tsx')).PlaceMap);

const usualRadiusM = 200;

/** A place as it is typed: a name, or coordinates. */
export interface TypedPlace {
  readonly text: string;
  readonly radiusM: string;
}

export const placeOfFilter = ({ near, place, radiusM }: CustodyFilterState): TypedPlace => ({
  text: place ?? (near ? placeText(readPlace(near) ?? { lat: 0, lon: 0 }) : ''),
  radiusM: radiusM ?? String(usualRadiusM),
});

/** The parameters that mean it; the radius is that of a point, or of a landmark. */
export function filterOfPlace({ text, radiusM }: TypedPlace): CustodyFilterState {
  const point = readPlace(text);
  if (point) return { near: placeText(point).replace(' ', ''), radiusM };
  return text.trim() === '' ? {} : { place: text.trim(), radiusM };
}

interface PlaceChoiceProps {
  readonly value: TypedPlace;
  readonly choose: (value: TypedPlace) => void;
  readonly problem: Problem | undefined;
}

/** Where the cameras are: typed, or chosen on the map, which is loaded when it is opened. */
export function PlaceChoice({ value, choose, problem }: PlaceChoiceProps) {
  const { find, looking: words, units } = useMessages();
  const [isOpen, setOpen] = useState(false);
  const radii = [...new Set([...radiiM, Number(value.radiusM) || usualRadiusM])].sort((a, b) => a - b);
  return (
    <>
      <Field
        label={words.place}
        hint={words.placeHint}
        name={readPlace(value.text) ? 'near' : 'place'}
        problem={problem}
      >
        {(wiring) => (
          <input {...wiring} value={value.text} onInput={typed((text) => choose({ ...value, text }))} />
        )}
      </Field>
      <Field label={find.radius} name="radiusM" problem={problem}>
        {(wiring) => (
          <select
            {...wiring}
            value={value.radiusM}
            onChange={typed((radiusM) => choose({ ...value, radiusM }))}
          >
            {radii.map((radius) => (
              <option key={radius} value={String(radius)}>
                {units.metres(String(radius))}
              </option>
            ))}
          </select>
        )}
      </Field>
      <details class="whole-row" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{words.onMap}</summary>
        {isOpen && (
          <PlaceMap
            point={readPlace(value.text)}
            radiusM={Number(value.radiusM) || usualRadiusM}
            choose={(point) => choose({ ...value, text: placeText(point) })}
          />
        )}
      </details>
    </>
  );
}
