import { useEffect, useState } from 'preact/hooks';

const dark = () => window.matchMedia('(prefers-color-scheme: dark)');
const preferred = (): 'dark' | 'light' => (dark().matches ? 'dark' : 'light');

/** Drawings in the theme's colours are repeated when this changes. */
export function useColourScheme(): 'dark' | 'light' {
  const [scheme, setScheme] = useState(preferred);
  useEffect(() => {
    const query = dark();
    const follow = () => setScheme(preferred());
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  return scheme;
}

/** The colours of the theme, read where they stand: in the style sheet. */
export function themeColour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}
