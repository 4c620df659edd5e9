import type { ConnectionOptions } from 'bullmq';
import type { QueueMeter } from '../../operations/index.ts';
import { OpenQueues } from './open-queues.ts';

/**
 * Jobs that wait in the queues that `names` lists at that moment. `connection` must fail fast while Redis is away.
 */
export class BullQueueMeter implements QueueMeter {
  private readonly queues: OpenQueues;

  constructor(
    connection: ConnectionOptions,
    private readonly names: () => Promise<readonly string[]>,
    onError: (error: Error) => void,
  ) {
    this.queues = new OpenQueues(connection, onError);
  }

  async depths(): Promise<Record<string, number>> {
    const depth = (name: string): Promise<number> =>
      this.queues.on(name, (queue) => queue.getJobCountByTypes('wait', 'delayed', 'prioritized'));
    const names = await this.names();
    return Object.fromEntries(
      await Promise.all(names.map(async (name) => [name, await depth(name)] as const)),
    );
  }

  close(): Promise<void> {
    return this.queues.close();
  }
}
