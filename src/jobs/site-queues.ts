import type { NodeId, SiteId } from '../core/index.ts';
import { type JobName, jobNames, jobTable, queueName } from './table.ts';

export interface SiteQueue {
  readonly queue: string;
  readonly name: JobName;
  /** Of a queue of one node. */
  readonly nodeId?: NodeId;
}

/** The queues of a site and of its nodes, in the order of the table. */
export const siteQueues = (siteId: SiteId, nodeIds: readonly NodeId[]): SiteQueue[] =>
  jobNames.flatMap((name): SiteQueue[] =>
    jobTable[name].per === 'node'
      ? nodeIds.map((nodeId) => ({ queue: queueName(name, { nodeId }), name, nodeId }))
      : [{ queue: queueName(name, { siteId }), name }],
  );
