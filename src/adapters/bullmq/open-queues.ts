import { type ConnectionOptions, Queue } from 'bullmq';
import { unavailable, type WardId } from '../../core/index.ts';
import { redisPrefix } from '../../jobs/index.ts';

/** The queues of a ward in a Redis, which others may use, too. */
export interface WardQueues {
  /** Must fail fast while Redis is away. */
  readonly connection: ConnectionOptions;
  readonly ward: WardId;
  readonly onError: (error: Error) => void;
}

/** Queues by name, each opened at its first command. */
export class OpenQueues {
  private readonly queues = new Map<string, Queue>();

  constructor(private readonly of: WardQueues) {}

  /** Errors: `unavailable` `queue-unavailable`. */
  async on<T>(name: string, command: (queue: Queue) => Promise<T>): Promise<T> {
    const queue = this.queues.get(name) ?? this.open(name);
    try {
      return await command(queue);
    } catch (error) {
      // A queue that was opened while Redis was away fails for ever; the next command opens another.
      this.queues.delete(name);
      queue.close().catch(this.of.onError);
      throw unavailable('queue-unavailable', 'Redis cannot be reached', error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private open(name: string): Queue {
    const { connection, ward, onError } = this.of;
    const queue = new Queue(name, { connection, prefix: redisPrefix(ward), skipWaitingForReady: true });
    queue.on('error', onError);
    this.queues.set(name, queue);
    return queue;
  }
}
