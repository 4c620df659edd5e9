import type { Services } from '../../src/compose/services.ts';
import { composeIngest } from '../../src/compose/worker.ts';
import { ingestSpooled, makePictures, queuePictures, sweepSpool } from '../../src/ingest/index.ts';
import { processor } from '../../src/jobs/index.ts';
import { every } from './every.ts';
import type { RoleAtWork } from './role.ts';

/** Each job holds a whole segment in memory. */
const concurrency = 3;
/** Streams whose pictures are made at once: each may use one decoder. */
const pictureConcurrency = 3;
const sweepEveryMs = 10_000;

export async function startIngesting(base: Services): Promise<RoleAtWork> {
  const parts = composeIngest(base);
  const { ingest, sweep, pictures } = parts;
  const sweeping = [
    every(sweepEveryMs, base.log, () => sweepSpool(sweep)),
    every(sweepEveryMs, base.log, () => queuePictures(pictures)),
  ];
  const processors = [
    processor({
      name: 'ingest-segment',
      concurrency,
      process: async (named) => ((await ingestSpooled(ingest, named)) === 'gone' ? 'skipped' : 'done'),
    }),
    processor({
      name: 'make-pictures',
      concurrency: pictureConcurrency,
      process: async ({ streamId }) => ((await makePictures(pictures, streamId)) === 0 ? 'skipped' : 'done'),
    }),
  ];
  return {
    processors,
    drain: async () => parts.endPauses(),
    stop: async () => {
      await Promise.all(sweeping.map((each) => each.stop()));
      await parts.close();
    },
  };
}
