import { useId, useRef, useState } from 'preact/hooks';
import { Problem } from '../api/problem.ts';
import type { Point } from '../api/shapes.ts';
import { setParameters } from '../app/location.tsx';
import { useMessages } from '../messages/language.tsx';
import { useDraft } from '../parts/draft.ts';
import { Fault } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { useShortcut } from '../parts/shortcut.ts';
import { typed } from '../parts/typed.ts';
import { placeText, radiiM, readPlace, setPlace } from './find-state.ts';
import { type KnownPlace, searchPlaces } from './places.ts';

interface PlaceFieldProps {
  readonly place: Point | undefined;
  readonly radiusM: number;
}

/** Where: coordinates at once, names by choosing one of those found. */
export function PlaceField({ place, radiusM }: PlaceFieldProps) {
  const { find: words, units } = useMessages();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useDraft(place ? placeText(place) : '');
  const [found, setFound] = useState<readonly KnownPlace[]>([]);
  const [problem, setProblem] = useState<Problem>();
  useShortcut('/', () => input.current?.focus());
  const take = async () => {
    setProblem(undefined);
    setFound([]);
    const typedPlace = readPlace(text);
    if (typedPlace) return setPlace(typedPlace);
    if (text.trim() === '') return setProblem(new Problem(400, 'place-missing', ''));
    const places = await searchPlaces(text).catch(() => []);
    const [only] = places;
    if (only && places.length === 1) return setPlace(only);
    setFound(places);
    if (!only) setProblem(new Problem(400, /\d+\.\d+/.test(text) ? 'place-invalid' : 'place-unknown', ''));
  };
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void take();
      }}
    >
      <div class="find-place">
        <Field label={words.place} hint={words.placeHint}>
          {(wiring) => (
            <input
              {...wiring}
              ref={input}
              type="search"
              value={text}
              placeholder={words.placePlaceholder}
              onInput={typed(setText)}
              aria-controls={list}
            />
          )}
        </Field>
        <Field label={words.radius}>
          {(wiring) => (
            <select
              {...wiring}
              value={String(radiusM)}
              onChange={typed((radius) => setParameters({ radius }))}
            >
              {[...new Set([...radiiM, radiusM])]
                .sort((a, b) => a - b)
                .map((radius) => (
                  <option key={radius} value={String(radius)}>
                    {units.metres(String(radius))}
                  </option>
                ))}
            </select>
          )}
        </Field>
        <button type="submit">{words.act}</button>
      </div>
      <ul id={list} class="plain-list" aria-label={words.suggestions} hidden={found.length === 0}>
        {found.map((candidate) => (
          <li key={`${candidate.name} ${candidate.lat},${candidate.lon}`}>
            <button
              type="button"
              class="plain"
              onClick={() => {
                setFound([]);
                setPlace(candidate);
              }}
            >
              {candidate.name}
            </button>
          </li>
        ))}
      </ul>
      <Fault problem={problem} />
    </form>
  );
}
