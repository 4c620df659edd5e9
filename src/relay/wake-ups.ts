/** Prime, so that the grid never aligns with a frame rate, which would delay all arrivals equally. */
const gridMs = 41;

/**
 * Timers on a common grid of 41 ms: tasks due for many cameras cost one wake-up of the process, not one each.
 * They count only time in which the process ran: after a stall of ten seconds, no camera and no recorder is
 * blamed for bytes that wait to be read.
 */
export class WakeUps {
  private readonly due = new Map<number, Set<() => void>>();
  private tick = 0;
  private timer: NodeJS.Timeout | undefined;

  /** Runs `task` once, about `delayMs` from now; returns a function that cancels it. */
  after(delayMs: number, task: () => void): () => void {
    const at = this.tick + Math.max(1, Math.round(delayMs / gridMs));
    const tasks = this.due.get(at) ?? new Set();
    this.due.set(at, tasks.add(task));
    this.timer ??= setInterval(() => this.wake(), gridMs);
    return () => {
      tasks.delete(task);
      if (tasks.size === 0 && this.due.get(at) === tasks) this.due.delete(at);
    };
  }

  private wake(): void {
    this.tick++;
    const tasks = this.due.get(this.tick);
    this.due.delete(this.tick);
    for (const task of tasks ?? []) task();
    if (this.due.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }
}
