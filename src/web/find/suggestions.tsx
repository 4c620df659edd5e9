import type { FoundPlace } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';

interface SuggestionsProps {
  readonly id: string;
  readonly offered: readonly FoundPlace[];
  /** Which of them Enter takes. */
  readonly marked: number;
  readonly choose: (place: FoundPlace) => void;
}

/** The list of a combobox (ARIA APG): the input keeps the focus, and says which one is marked. */
export function Suggestions({ id, offered, marked, choose }: SuggestionsProps) {
  const { find: words } = useMessages();
  return (
    <div
      id={id}
      class="suggestions"
      role="listbox"
      aria-label={words.suggestions}
      hidden={offered.length === 0}
    >
      {offered.map((place, i) => (
        <div
          key={`${place.kind} ${place.name}`}
          id={`${id}-${i}`}
          role="option"
          tabIndex={-1}
          aria-selected={i === marked}
          // Before the input loses the focus, and with it the list.
          onPointerDown={(event) => {
            event.preventDefault();
            choose(place);
          }}
        >
          <span>{place.name}</span>
          <span class="small soft">{words.kinds[place.kind]}</span>
        </div>
      ))}
    </div>
  );
}
