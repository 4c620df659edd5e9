import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { CameraFootage } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import { isHeldAt, type Lane, partAt } from './lane.ts';
import { partName, standingName } from './part-name.ts';

export interface Pointed {
  readonly camera: CameraFootage;
  readonly lane: Lane;
  readonly ms: number;
  /** Position of the pointer in the window. */
  readonly x: number;
  readonly y: number;
}

interface LaneTipProps {
  readonly pointed: Pointed;
  readonly textOf: (ms: number) => string;
  readonly children: ComponentChildren;
}

/** The part under the pointer, beside it and never off the screen. */
export function LaneTip({ pointed, textOf, children }: LaneTipProps) {
  const messages = useMessages();
  const tip = useRef<HTMLDivElement>(null);
  const { camera, lane, ms, x, y } = pointed;
  const standing = standingName(lane, ms, messages);
  useLayoutEffect(() => {
    if (!tip.current) return;
    const { offsetWidth: width, offsetHeight: height } = tip.current;
    tip.current.style.left = `${Math.max(8, Math.min(x + 14, window.innerWidth - width - 8))}px`;
    tip.current.style.top = `${y + 18 + height > window.innerHeight ? y - height - 12 : y + 18}px`;
  });
  return (
    <div ref={tip} class="lane-tip" aria-hidden="true">
      <b class="number">{textOf(ms)}</b> {camera.name}
      <br />
      {partName(partAt(lane, ms), messages)}
      {standing && ` · ${standing}`}
      {isHeldAt(lane, ms) && ` · ${messages.lanes.held}`}
      {children}
    </div>
  );
}
