import type { Services } from '../../src/compose/services.ts';
import { composeIngest } from '../../src/compose/worker.ts';
import { ingestSpooled, sweepSpool } from '../../src/ingest/index.ts';
import { processor } from '../../src/jobs/index.ts';
import { every } from './every.ts';
import type { RoleAtWork } from './role.ts';

/** Each job holds a whole segment in memory. */
const concurrency = 3;
const sweepEveryMs = 10_000;

export async function startIngesting(base: Services): Promise<RoleAtWork> {
  const parts = composeIngest(base);
  const { ingest, sweep } = parts;
  const sweeping = every(sweepEveryMs, base.log, () => sweepSpool(sweep));
  const process = processor({
    name: 'ingest-segment',
    concurrency,
    process: async (named) => ((await ingestSpooled(ingest, named)) === 'gone' ? 'skipped' : 'done'),
  });
  return {
    processors: [process],
    stop: async () => {
      await sweeping.stop();
      await parts.close();
    },
  };
}
