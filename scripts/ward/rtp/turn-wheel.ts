const SLOT_MS = 4;
const SLOTS = 128;
const HORIZON_MS = SLOT_MS * (SLOTS - 1);

/** A scheduled action. It schedules its own next turn, and does nothing once it is over. */
export interface Turn {
  dueMs: number;
  take(nowMs: number): void;
}

/** One timer for all sends: a ring of 4 ms slots, each with the turns due in it. */
export class TurnWheel {
  private readonly slots: Turn[][] = Array.from({ length: SLOTS }, () => []);
  private readonly nowMs: () => number;
  private readonly beforeTick: () => void;
  private slot: number;
  private waiting = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(nowMs: () => number, beforeTick: () => void) {
    this.nowMs = nowMs;
    this.beforeTick = beforeTick;
    this.slot = this.slotAt(nowMs());
  }

  /** A turn due beyond the ring's half second wakes at the ring's end and must schedule itself again. */
  schedule(turn: Turn): void {
    if (this.waiting++ === 0) this.slot = this.slotAt(this.nowMs());
    const latest = this.slot * SLOT_MS + HORIZON_MS;
    const slot = Math.max(this.slotAt(Math.min(turn.dueMs, latest)), this.slot);
    this.slots[slot % SLOTS]?.push(turn);
    this.timer ??= setTimeout(this.tick, SLOT_MS);
  }

  stop(): void {
    clearTimeout(this.timer);
    for (const slot of this.slots) slot.length = 0;
    this.waiting = 0;
  }

  private readonly tick = (): void => {
    this.timer = undefined;
    this.beforeTick();
    const nowMs = this.nowMs();
    const until = Math.min(this.slotAt(nowMs), this.slot + SLOTS);
    while (this.slot < until) this.takeSlot(nowMs);
    this.slot = this.slotAt(nowMs);
    if (this.waiting > 0) this.timer ??= setTimeout(this.tick, SLOT_MS);
  };

  private takeSlot(nowMs: number): void {
    const index = this.slot++ % SLOTS;
    const turns = this.slots[index] ?? [];
    this.slots[index] = [];
    this.waiting -= turns.length;
    for (const turn of turns) turn.take(nowMs);
  }

  private slotAt(ms: number): number {
    return Math.floor(ms / SLOT_MS);
  }
}
