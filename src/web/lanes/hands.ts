import type { LaneView } from './lane-view.ts';
import { type Pair, pannedView, pinchedView } from './view.ts';

/** A press that moves less than this is a click. */
const minPx = 6;

type Press = Pick<PointerEvent, 'pointerId' | 'pointerType' | 'clientX' | 'buttons'>;

/** Where the canvas lies in the window, in pixels. */
type Track = Pick<DOMRect, 'left' | 'width'>;

/** Pointers that are down on the lanes: one pans what is zoomed in, two pinch. */
export class Hands {
  /** Where each was last, in pixels of the window. */
  private readonly held = new Map<number, number>();
  private pressedAt = 0;
  private isMoving = false;
  private hasMoved = false;

  /** `pansBy`: whether a pointer of that type pans. */
  constructor(private readonly pansBy: (pointerType: string) => boolean) {}

  press({ pointerId, clientX }: Press): void {
    if (this.held.size === 0) [this.pressedAt, this.isMoving, this.hasMoved] = [clientX, false, false];
    this.held.set(pointerId, clientX);
  }

  /** Answers whether the view moves with the pointer, so that it does nothing else. */
  move(view: LaneView, { pointerId, pointerType, clientX, buttons }: Press, { left, width }: Track): boolean {
    // It was lifted elsewhere.
    if (buttons === 0) this.held.delete(pointerId);
    const before = this.held.get(pointerId);
    if (before === undefined) return false;
    const [other] = [...this.held].filter(([id]) => id !== pointerId).map(([, x]) => x);
    const isPan = other === undefined && this.pansBy(pointerType) && !view.isAsked;
    this.isMoving ||= other !== undefined || (isPan && Math.abs(clientX - this.pressedAt) >= minPx);
    if (!this.isMoving) return false;
    this.held.set(pointerId, clientX);
    const { range, bounds, reach } = view;
    if (other === undefined) view.set(pannedView(range, reach, (before - clientX) / width));
    else {
      const pair = (x: number): Pair => [(x - left) / width, (other - left) / width];
      view.set(pinchedView(range, bounds, pair(before), pair(clientX)));
    }
    return true;
  }

  /** Answers whether it had moved the view, so that it chooses nothing. */
  lift({ pointerId }: Pick<Press, 'pointerId'>): boolean {
    const isOne = this.held.delete(pointerId);
    this.hasMoved ||= isOne && this.isMoving;
    return isOne && this.isMoving;
  }

  /** Whether the click that comes now is the end of a move; answers so once. */
  takesClick(): boolean {
    const takes = this.hasMoved;
    this.hasMoved = false;
    return takes;
  }
}
