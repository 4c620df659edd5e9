import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** The address bar is the state: where one is, and all that a colleague needs to see the same. */
export interface Location {
  readonly path: string;
  readonly search: URLSearchParams;
}

const moved = 'location-moved';
const here = (): Location => ({
  path: window.location.pathname,
  search: new URLSearchParams(window.location.search),
});

export function useLocation(): Location {
  const [location, setLocation] = useState(here);
  // Before the first frame: whoever sees a link can follow it.
  useLayoutEffect(() => {
    const follow = () => setLocation(here());
    for (const name of ['popstate', moved]) window.addEventListener(name, follow);
    return () => {
      for (const name of ['popstate', moved]) window.removeEventListener(name, follow);
    };
  }, []);
  return location;
}

export function navigate(url: string, { replace = false } = {}): void {
  if (replace) window.history.replaceState(null, '', url);
  else window.history.pushState(null, '', url);
  window.dispatchEvent(new Event(moved));
}

/** Changes some parameters of the address and leaves the others; `undefined` takes one away. */
export function setParameters(
  changes: Readonly<Record<string, string | undefined>>,
  options: { readonly replace?: boolean } = {},
): void {
  const { path, search } = here();
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) search.delete(name);
    else search.set(name, value);
  }
  const text = search.toString();
  navigate(text === '' ? path : `${path}?${text}`, options);
}

interface LinkProps {
  readonly to: string;
  readonly class?: string;
  readonly isCurrent?: boolean;
  readonly children: ComponentChildren;
}

/** A link within the console; with a modifier key it opens as any other. */
export function Link({ to, isCurrent = false, children, ...rest }: LinkProps) {
  const follow = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a {...rest} href={to} onClick={follow} {...(isCurrent && { 'aria-current': 'page' as const })}>
      {children}
    </a>
  );
}
