import { useLayoutEffect, useRef } from 'preact/hooks';

/** Has a key pressed anywhere, but not while typing, do something; `key` as in `KeyboardEvent.key`. */
export function useShortcut(key: string | readonly string[], act: (key: string) => void): void {
  const latest = useRef(act);
  latest.current = act;
  const keys = typeof key === 'string' ? key : key.join('\n');
  useLayoutEffect(() => {
    const wanted = keys.split('\n');
    const hear = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === ' ' && isPressable(event.target)) return;
      if (!wanted.includes(event.key)) return;
      event.preventDefault();
      latest.current(event.key);
    };
    window.addEventListener('keydown', hear);
    return () => window.removeEventListener('keydown', hear);
  }, [keys]);
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input:not([type="checkbox"]), select, textarea, dialog *');

/** Controls that the space bar presses by itself. */
const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('button, summary, input');
