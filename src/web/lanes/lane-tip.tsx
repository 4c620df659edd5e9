import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CameraFootage } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import type { Range } from '../time/spoken-range.ts';
import { placeBeside } from './beside.ts';
import { isHeldAt, type Lane, partAt } from './lane.ts';
import { partName, standingName } from './part-name.ts';

export interface Pointed {
  readonly camera: CameraFootage;
  readonly lane: Lane;
  readonly ms: number;
  /** The found change that begins there. */
  readonly moment?: Range;
  /** Position of the pointer in the window. */
  readonly x: number;
  readonly y: number;
}

interface LaneTipProps {
  readonly pointed: Pointed;
  /** Whether the instant was not asked for. */
  readonly isOutside: boolean;
  readonly textOf: (ms: number) => string;
  readonly children: ComponentChildren;
}

/** The part under the pointer, beside it; it stays whole in the window, also when its picture comes later. */
export function LaneTip({ pointed, isOutside, textOf, children }: LaneTipProps) {
  const messages = useMessages();
  const tip = useRef<HTMLDivElement>(null);
  const { camera, lane, ms, moment, x, y } = pointed;
  const standing = standingName(lane, ms, messages);
  useLayoutEffect(() => {
    const box = tip.current;
    if (!box) return undefined;
    const place = () => {
      const size = { width: box.offsetWidth, height: box.offsetHeight };
      const { innerWidth: width, innerHeight: height } = window;
      const { left, top } = placeBeside({ x, y }, size, { width, height });
      box.style.left = `${left}px`;
      box.style.top = `${top}px`;
    };
    place();
    const sizes = new ResizeObserver(place);
    sizes.observe(box);
    return () => sizes.disconnect();
  }, [x, y]);
  return (
    <div ref={tip} class="lane-tip" aria-hidden="true">
      <b class="number">{textOf(ms)}</b> {camera.name}
      <br />
      {isOutside ? messages.timeline.outside : partName(partAt(lane, ms), messages)}
      {!isOutside && standing && ` · ${standing}`}
      {moment && ` · ${messages.changed.onLane}`}
      {!isOutside && isHeldAt(lane, ms) && ` · ${messages.lanes.held}`}
      {children}
    </div>
  );
}
