import type { QueueMeter } from '../../operations/index.ts';
import { OpenQueues, type WardQueues } from './open-queues.ts';

/** Jobs that wait in the queues that `names` lists at that moment. */
export class BullQueueMeter implements QueueMeter {
  private readonly queues: OpenQueues;

  constructor(
    of: WardQueues,
    private readonly names: () => Promise<readonly string[]>,
  ) {
    this.queues = new OpenQueues(of);
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
