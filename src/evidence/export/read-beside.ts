import { AppError } from '../../core/index.ts';
import type { StoredSegment } from '../../footage/index.ts';
import { segmentKeys } from '../../objects/index.ts';
import { sumsOf } from '../bundle/sums.ts';
import type { StoredBeside } from '../clip/clip-content.ts';
import type { ReadFile } from './export-repository.ts';
import type { ExportPlan, PlannedPicture, SealedPlan } from './plan-export.ts';
import { isGivenUp, type Reading } from './read-original.ts';

const lineFeed = Buffer.from('\n');

/** Reads a file of indexes, a line for each segment. One that is not what its record says is left out. */
export async function readIndexes(
  reading: Reading,
  { name, originals }: SealedPlan['indexes'][number],
  plan: ExportPlan,
): Promise<ReadFile> {
  const segments: StoredSegment[] = [];
  async function* lines() {
    for (const segment of segmentsNamed(plan, originals)) {
      const line = await readBeside(reading, segment, 'index');
      if (!line || (await sumsOf([line])).sha256 !== segment.index?.sha256) continue;
      segments.push(segment);
      yield line;
      yield lineFeed;
    }
  }
  const sums = await sumsOf(lines());
  return { name, source: { kind: 'index', segments }, ...sums };
}

/** Reads a picture; nothing of one that is not what its record says. */
export async function readPicture(
  reading: Reading,
  { name, original, what, sha256 }: PlannedPicture,
  plan: ExportPlan,
): Promise<ReadFile[]> {
  const [segment] = segmentsNamed(plan, [original]);
  const bytes = segment && (await readBeside(reading, segment, what));
  if (!bytes) return [];
  const sums = await sumsOf([bytes]);
  return sums.sha256 === sha256 ? [{ name, source: { kind: 'picture', segment, what }, ...sums }] : [];
}

function segmentsNamed({ originals }: ExportPlan, names: readonly string[]): StoredSegment[] {
  const wanted = new Set(names);
  return originals.filter(({ name }) => wanted.has(name)).map(({ segment }) => segment);
}

/** The stored bytes; `undefined` where there are none, or a healthy store cannot return them. */
async function readBeside(
  reading: Reading,
  segment: StoredSegment,
  what: StoredBeside,
): Promise<Uint8Array | undefined> {
  try {
    return await reading.store.get(segmentKeys({ ...segment, startMs: segment.fromMs })[what]);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return undefined;
    if (await isGivenUp(reading, error)) return undefined;
    throw error;
  }
}
