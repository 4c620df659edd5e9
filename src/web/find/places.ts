import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { FoundPlace } from '../api/shapes.ts';
import { useQuery } from '../base/query.ts';
import { placeOfFound, readPlace } from '../criteria/find-state.ts';

/** So many are offered: what is not among them wants another word. */
const most = 8;
/** Who types on asks for nothing yet. */
const restMs = 120;
const minLetters = 2;

/** Places of that name, best first, with or without diacritics; those that are somewhere. */
export async function searchPlaces(words: string, signal?: AbortSignal): Promise<readonly FoundPlace[]> {
  const { places } = await api.findPlaces({ q: words.trim() }, { ...(signal && { signal }) });
  return places.filter((place) => placeOfFound(place)).slice(0, most);
}

/** Suggestions below the field while the user types. */
export function useSuggestions(text: string, isWanted: boolean): readonly FoundPlace[] {
  const [rested, setRested] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(text.trim()), restMs);
    return () => window.clearTimeout(timer);
  }, [text]);
  // While the user types on, Enter must not take a suggestion for the word before.
  const isName = rested === text.trim() && rested.length >= minLetters && !readPlace(rested);
  const { data } = useQuery(isWanted && isName ? `places ${rested}` : undefined, (signal) =>
    searchPlaces(rested, signal),
  );
  return isWanted && isName ? (data ?? []) : [];
}
