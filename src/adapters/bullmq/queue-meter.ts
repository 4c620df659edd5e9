import { type ConnectionOptions, Queue } from 'bullmq';
import { unavailable } from '../../core/index.ts';
import type { QueueMeter } from '../../operations/index.ts';

/**
 * Jobs that wait in the queues that `names` lists at that moment. `connection` must fail fast while Redis is away.
 */
export class BullQueueMeter implements QueueMeter {
  private readonly queues = new Map<string, Queue>();

  constructor(
    private readonly connection: ConnectionOptions,
    private readonly names: () => Promise<readonly string[]>,
    private readonly onError: (error: Error) => void,
  ) {}

  async depths(): Promise<Record<string, number>> {
    const names = await this.names();
    try {
      const counts = await Promise.all(
        names.map((name) => this.queueOf(name).getJobCountByTypes('wait', 'delayed', 'prioritized')),
      );
      return Object.fromEntries(names.map((name, i) => [name, counts[i] ?? 0]));
    } catch (error) {
      throw unavailable('queue-unavailable', 'Redis cannot be reached', error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private queueOf(name: string): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const queue = new Queue(name, { connection: this.connection, skipWaitingForReady: true });
    queue.on('error', this.onError);
    this.queues.set(name, queue);
    return queue;
  }
}
