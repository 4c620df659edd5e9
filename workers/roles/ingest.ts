import type { Foundation } from '../../src/compose/foundation.ts';
import { composeIngest } from '../../src/compose/worker.ts';
import { sweepSpool } from '../../src/ingest/index.ts';
import { processor } from '../../src/jobs/index.ts';
import { ingestSegment } from '../jobs/ingest-segment.ts';
import { every } from './every.ts';
import type { RoleAtWork } from './role.ts';

/** Each holds a whole segment in memory. */
const concurrency = 3;
const sweepEveryMs = 10_000;

export async function startIngesting(base: Foundation): Promise<RoleAtWork> {
  const parts = composeIngest(base);
  const { ingest, sweep } = parts;
  const sweeping = every(sweepEveryMs, base.log, () => sweepSpool(sweep));
  const process = processor({
    name: 'ingest-segment',
    concurrency,
    process: (payload) => ingestSegment(ingest, payload),
  });
  return {
    processors: [process],
    stop: async () => {
      await sweeping.stop();
      await parts.close();
    },
  };
}
