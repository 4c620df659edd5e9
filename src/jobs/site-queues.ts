import type { NodeId, SiteId } from '../core/index.ts';
import { type JobName, jobNames, jobTable, queueName } from './table.ts';

export interface SiteQueue {
  readonly queue: string;
  readonly name: JobName;
  /** The site of a queue that belongs to one site. */
  readonly siteId?: SiteId;
  /** Of a queue of one node. */
  readonly nodeId?: NodeId;
}

/** The queues of these sites and nodes, in the order of the table. */
export const siteQueues = (siteIds: readonly SiteId[], nodeIds: readonly NodeId[]): SiteQueue[] =>
  jobNames.flatMap((name) => {
    const of: Record<'site' | 'node' | 'all', () => SiteQueue[]> = {
      site: () => siteIds.map((siteId) => ({ queue: queueName(name, { siteId }), name, siteId })),
      node: () => nodeIds.map((nodeId) => ({ queue: queueName(name, { nodeId }), name, nodeId })),
      all: () => [{ queue: queueName(name, {}), name }],
    };
    return of[jobTable[name].per]();
  });
