import { useId, useRef, useState } from 'preact/hooks';
import { asProblem, Problem } from '../api/problem.ts';
import type { FoundPlace } from '../api/shapes.ts';
import { setParameters } from '../base/location.tsx';
import { radiiM } from '../criteria/circle.ts';
import { type ChosenPlace, placeOfFound, placeText, readPlace, setPlace } from '../criteria/find-state.ts';
import { useMessages } from '../messages/language.tsx';
import { useDraft } from '../parts/draft.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { useShortcut } from '../parts/shortcut.ts';
import { typed } from '../parts/typed.ts';
import { searchPlaces, useSuggestions } from './places.ts';
import { Suggestions } from './suggestions.tsx';

interface PlaceFieldProps {
  readonly place: ChosenPlace | undefined;
  readonly radiusM: number;
}

/** Where: a name with or without its marks, or coordinates. Enter takes the best of what is offered. */
export function PlaceField({ place, radiusM }: PlaceFieldProps) {
  const { find: words } = useMessages();
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useDraft(place ? (place.name ?? placeText(place)) : '');
  const [isTyping, setTyping] = useState(false);
  const [marked, setMarked] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  const offered = useSuggestions(text, isTyping);
  useShortcut('/', () => input.current?.focus());
  const take = (found: ChosenPlace | undefined) => {
    setTyping(false);
    setProblem(found ? undefined : new Problem(400, text.trim() === '' ? 'place-missing' : 'place-unknown'));
    if (found) setPlace(found);
  };
  const submit = async () => {
    const point = readPlace(text);
    if (point || text.trim() === '') return take(point);
    if (place?.name === text) return take(place);
    const best = offered[marked] ?? (await searchPlaces(text))[0];
    take(best && placeOfFound(best));
  };
  const steer = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape') setTyping(false);
    if (step === undefined || offered.length === 0) return;
    event.preventDefault();
    setMarked((marked + step + offered.length) % offered.length);
  };
  const isOpen = offered.length > 0;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit().catch((thrown) => setProblem(asProblem(thrown)));
      }}
    >
      <div class="find-place">
        <div class="combobox">
          <Field label={words.place} hint={words.placeHint}>
            {(wiring) => (
              <input
                {...wiring}
                ref={input}
                type="search"
                role="combobox"
                autocomplete="off"
                value={text}
                placeholder={words.placePlaceholder}
                onInput={typed((given) => {
                  setText(given);
                  setTyping(true);
                  setMarked(0);
                })}
                onKeyDown={steer}
                onBlur={() => setTyping(false)}
                aria-autocomplete="list"
                aria-expanded={isOpen}
                aria-controls={list}
                {...(isOpen && { 'aria-activedescendant': `${list}-${marked}` })}
              />
            )}
          </Field>
          <Suggestions
            id={list}
            offered={offered}
            marked={marked}
            choose={(chosen: FoundPlace) => take(placeOfFound(chosen))}
          />
        </div>
        <RadiusField radiusM={radiusM} isMeant={!place?.neighbourhood && !place?.bbox && !place?.polygon} />
        <button type="submit">{words.act}</button>
      </div>
      <ProblemNotice problem={problem} />
    </form>
  );
}

/** How far around a point; a neighbourhood and a street are looked at as a whole. */
function RadiusField({ radiusM, isMeant }: { readonly radiusM: number; readonly isMeant: boolean }) {
  const { find: words, units } = useMessages();
  const radii = [...new Set([...radiiM, radiusM])].sort((a, b) => a - b);
  return (
    <Field label={words.radius}>
      {(wiring) => (
        <select
          {...wiring}
          value={isMeant ? String(radiusM) : ''}
          disabled={!isMeant}
          onChange={typed((radius) => setParameters({ radius }))}
        >
          {!isMeant && <option value="">{words.wholePlace}</option>}
          {radii.map((radius) => (
            <option key={radius} value={String(radius)}>
              {units.metres(String(radius))}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
