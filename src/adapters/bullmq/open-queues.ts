import { type ConnectionOptions, Queue } from 'bullmq';
import { unavailable } from '../../core/index.ts';

/** Queues by name, each opened at its first command. `connection` must fail fast while Redis is away. */
export class OpenQueues {
  private readonly queues = new Map<string, Queue>();

  constructor(
    private readonly connection: ConnectionOptions,
    private readonly onError: (error: Error) => void,
  ) {}

  /** Errors: `unavailable` `queue-unavailable`. */
  async on<T>(name: string, command: (queue: Queue) => Promise<T>): Promise<T> {
    const queue = this.queues.get(name) ?? this.open(name);
    try {
      return await command(queue);
    } catch (error) {
      // A queue that was opened while Redis was away fails for ever; the next command opens another.
      this.queues.delete(name);
      queue.close().catch(this.onError);
      throw unavailable('queue-unavailable', 'Redis cannot be reached', error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private open(name: string): Queue {
    const queue = new Queue(name, { connection: this.connection, skipWaitingForReady: true });
    queue.on('error', this.onError);
    this.queues.set(name, queue);
    return queue;
  }
}
