import { useState } from 'preact/hooks';
import { secondMs } from '../time/durations.ts';
import type { Range } from '../time/spoken-range.ts';

/** A press that moves less than this is a click. */
const minPx = 6;

interface Held {
  readonly x: number;
  readonly ms: number;
  readonly range?: Range;
}

/** A stretch of time pulled out with the pointer: whole seconds. A finger moves the page instead. */
export function useDragging(select: ((range: Range) => void) | undefined) {
  const [held, setHeld] = useState<Held>();
  return {
    range: held?.range,
    begin: (event: PointerEvent, ms: number) => {
      if (!select || event.pointerType === 'touch') return;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      setHeld({ x: event.clientX, ms });
    },
    move: (event: PointerEvent, ms: number) => {
      if (!held || (!held.range && Math.abs(event.clientX - held.x) < minPx)) return;
      setHeld({ ...held, range: secondsBetween(held.ms, ms) });
    },
    /** Whether it was a stretch, and no click. */
    end: (): boolean => {
      setHeld(undefined);
      if (!held?.range) return false;
      select?.(held.range);
      return true;
    },
  };
}

function secondsBetween(oneMs: number, otherMs: number): Range {
  const fromMs = Math.floor(Math.min(oneMs, otherMs) / secondMs) * secondMs;
  return {
    fromMs,
    toMs: Math.max(fromMs + secondMs, Math.ceil(Math.max(oneMs, otherMs) / secondMs) * secondMs),
  };
}
