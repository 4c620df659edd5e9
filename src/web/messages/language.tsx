import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Messages } from './vi.ts';

export type Language = 'vi' | 'en';

/** A language, and all texts in it. */
interface Book {
  readonly language: Language;
  readonly messages: Messages;
}

interface Spoken extends Book {
  /** Errors: `TypeError` when the texts cannot be loaded; the language then stays. */
  readonly speak: (language: Language) => Promise<void>;
}

const memory = 'minhchung.language';
const Speech = createContext<Spoken | undefined>(undefined);

/** Only the texts of one language are loaded. Errors: as `speak`. */
async function load(language: Language): Promise<Book> {
  const messages = language === 'en' ? (await import('./en.ts')).en : (await import('./vi.ts')).vi;
  return { language, messages };
}

/** Vietnamese, until a user of this browser chooses English. */
export const rememberedBook = (): Promise<Book> =>
  load(window.localStorage.getItem(memory) === 'en' ? 'en' : 'vi');

interface LanguageProviderProps {
  readonly first: Book;
  readonly children: ComponentChildren;
}

export function LanguageProvider({ first, children }: LanguageProviderProps) {
  const [book, setBook] = useState(first);
  const speak = async (language: Language) => {
    const chosen = await load(language);
    window.localStorage.setItem(memory, language);
    setBook(chosen);
  };
  useEffect(() => {
    document.documentElement.lang = book.language;
  }, [book]);
  return <Speech.Provider value={{ ...book, speak }}>{children}</Speech.Provider>;
}

export function useLanguage(): Spoken {
  const spoken = useContext(Speech);
  if (!spoken) throw new Error('no language is loaded');
  return spoken;
}

export const useMessages = (): Messages => useLanguage().messages;
