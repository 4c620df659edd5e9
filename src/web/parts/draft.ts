import { useState } from 'preact/hooks';

/** Text typed over a shown value: it stays until that value changes. */
export function useDraft(shown: string): readonly [text: string, type: (text: string) => void] {
  const [draft, setDraft] = useState({ over: shown, text: shown });
  const text = draft.over === shown ? draft.text : shown;
  return [text, (typed) => setDraft({ over: shown, text: typed })];
}
