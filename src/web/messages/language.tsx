import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { en } from './en.ts';
import { type Messages, vi } from './vi.ts';

export type Language = 'vi' | 'en';

interface Spoken {
  readonly language: Language;
  readonly messages: Messages;
  readonly speak: (language: Language) => void;
}

const books: Readonly<Record<Language, Messages>> = { vi, en };
const memory = 'minhchung.language';
const Speech = createContext<Spoken>({ language: 'vi', messages: vi, speak: () => {} });

const remembered = (): Language => (window.localStorage.getItem(memory) === 'en' ? 'en' : 'vi');

/** Vietnamese, until a user of this browser chooses English. */
export function LanguageProvider({ children }: { readonly children: ComponentChildren }) {
  const [language, speak] = useState<Language>(remembered);
  useEffect(() => {
    document.documentElement.lang = language;
    window.localStorage.setItem(memory, language);
  }, [language]);
  return <Speech.Provider value={{ language, messages: books[language], speak }}>{children}</Speech.Provider>;
}

export const useLanguage = (): Spoken => useContext(Speech);
export const useMessages = (): Messages => useContext(Speech).messages;
