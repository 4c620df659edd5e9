import type { AppError } from './errors.ts';

/** How many acts on one name may be under way or waiting, and how a further one is refused. */
interface TurnLimit {
  readonly most: number;
  readonly refusal: () => AppError;
}

interface Queue {
  readonly last: Promise<unknown>;
  /** Acts that have not ended. */
  readonly length: number;
}

/** Runs acts on one name one after the other, and acts on different names at once. */
export class InTurn {
  private readonly queues = new Map<string, Queue>();

  constructor(private readonly limit?: TurnLimit) {}

  /** Errors: those of the act, and the refusal of the limit. */
  async run<T>(name: string, act: () => Promise<T>): Promise<T> {
    const { last = Promise.resolve(), length = 0 } = this.queues.get(name) ?? {};
    if (this.limit && length >= this.limit.most) throw this.limit.refusal();
    const mine = last.then(act, act);
    this.queues.set(name, { last: mine, length: length + 1 });
    return mine.finally(() => this.ended(name));
  }

  private ended(name: string): void {
    const queue = this.queues.get(name);
    if (queue && queue.length > 1) this.queues.set(name, { ...queue, length: queue.length - 1 });
    else this.queues.delete(name);
  }
}
