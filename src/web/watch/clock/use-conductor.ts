import { useEffect, useRef, useState } from 'preact/hooks';
import type { Range } from '../../time/spoken-range.ts';
import { Conductor } from './conductor.ts';

/** Where a screen begins. */
export interface Start {
  readonly ms: number;
  readonly isPaused: boolean;
}

/** One for as long as the screen stands, with a beat at each redraw of the page. */
export function useConductor(start: Start, range: Range, stood: (ms: number) => void): Conductor {
  const latest = useRef(stood);
  latest.current = stood;
  const [conductor] = useState(() => new Conductor(start.ms, range, (ms) => latest.current(ms)));
  useEffect(() => {
    if (start.isPaused) conductor.pause();
    else conductor.play();
    let asked = requestAnimationFrame(function redraw() {
      conductor.beat();
      asked = requestAnimationFrame(redraw);
    });
    return () => cancelAnimationFrame(asked);
  }, [conductor]);
  return conductor;
}

/** What is read of the conductor, read again whenever its time or state changed; drawn anew when it is another value. */
export function useHeard<T extends string | number | boolean | object | undefined>(
  conductor: Conductor,
  read: () => T,
): T {
  const latest = useRef(read);
  latest.current = read;
  const [, hear] = useState<T>();
  useEffect(() => conductor.listen(() => hear(latest.current())), [conductor]);
  return read();
}
