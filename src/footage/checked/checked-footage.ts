import { AppError, type ByteRange, type Clock, type Log, messageOf, sha256Hex } from '../../core/index.ts';
import { digestsIn, keyframesIn } from '../../ingest/index.ts';
import { isGopOf, type SegmentDigests } from '../../media/index.ts';
import { type ObjectStore, segmentKeys } from '../../objects/index.ts';
import type { StoredSegment } from '../footage-repository.ts';
import { type Gop, gopsOf } from '../playback.ts';
import { type Alteration, type Alterations, footageAltered } from './alterations.ts';
import { type DigestVerdict, KnownDigests } from './known-digests.ts';
import { wholeDigests } from './whole-digests.ts';

export interface CheckedFootageDeps {
  readonly objects: Pick<ObjectStore, 'get'>;
  readonly alterations: Alterations;
  readonly clock: Pick<Clock, 'monotonicMs'>;
  readonly log: Log;
}

/**
 * Reads footage from the store, and gives out nothing that was not ingested so. The stored index holds the digests of
 * the GOPs, and the row the digest of the index; where there is none, or it is not the one of the row, the whole
 * original is compared with its row at first touch. Memory is bounded.
 */
export class CheckedFootage {
  private readonly known: KnownDigests;
  /** One original is read whole at a time. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly deps: CheckedFootageDeps) {
    this.known = new KnownDigests(deps.clock);
  }

  /**
   * The initialisation section of a segment, or one of its GOPs, by where it lies. Errors: `footage-altered` (conflict),
   * which is noted; those of the store; `internal` `scope-breach` for another range.
   */
  async part(segment: StoredSegment, { offsetBytes, sizeBytes }: ByteRange): Promise<Uint8Array> {
    const gop = offsetBytes === 0 ? undefined : gopAt(segment, { offsetBytes, sizeBytes });
    const digests = await this.digestsOf(segment);
    const bytes = await orShort(this.deps.objects.get(segment.objectKey, { offsetBytes, sizeBytes }));
    if (bytes && isPart(bytes, digests, gop)) return bytes;
    const { objectKey } = segment;
    if (gop) throw await this.refusal({ segment, objectKey, part: 'gop', range: gop });
    throw await this.refusal({ segment, objectKey, part: 'init', range: segment });
  }

  private async digestsOf(segment: StoredSegment): Promise<SegmentDigests> {
    const { objectKey, index, sha256, keyframes } = segment;
    const name = `${objectKey} ${index?.sha256 ?? ''} ${sha256} ${sha256Hex(keyframes)}`;
    const verdict = await this.known.verdict(name, () => this.find(segment));
    if (typeof verdict !== 'string') return verdict;
    const part = verdict === 'altered' ? 'original' : 'keyframes';
    throw await this.refusal({ segment, objectKey, part, range: segment });
  }

  private async find(segment: StoredSegment): Promise<DigestVerdict> {
    const indexed = await this.indexed(segment);
    const read = (range: ByteRange) => this.deps.objects.get(segment.objectKey, range);
    if (indexed) return indexed;
    return (await this.inTurn(() => orShort(wholeDigests(segment, read)))) ?? 'altered';
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** By the stored index; `undefined` where it has no digests, is not there, or is not the one of the row. */
  private async indexed(segment: StoredSegment): Promise<DigestVerdict | undefined> {
    const { index } = segment;
    if (!index) return undefined;
    const objectKey = segmentKeys({ ...segment, startMs: segment.fromMs }).index;
    const range = { offsetBytes: 0, sizeBytes: index.sizeBytes };
    try {
      const document = await orShort(this.deps.objects.get(objectKey, range));
      if (document && sha256Hex(document) === index.sha256) return verdictOf(segment, document);
      await this.note({ segment, objectKey, part: 'index', range: segment });
    } catch (error) {
      // It may be deleted at this moment, after the row was read.
      if (!(error instanceof AppError) || error.kind !== 'not-found') throw error;
      this.deps.log.warn(
        { segment: segment.id },
        'no keyframe index in the store; the original is read whole',
      );
    }
    return undefined;
  }

  private async refusal(alteration: Alteration): Promise<AppError> {
    await this.note(alteration);
    return footageAltered(alteration);
  }

  /** An outage of the catalogue does not let altered footage out. */
  private async note(alteration: Alteration): Promise<void> {
    const { objectKey, part } = alteration;
    this.deps.log.error({ objectKey, part }, 'a stored object is not what was recorded');
    await this.deps.alterations.note(alteration).catch((error: unknown) => {
      this.deps.log.error({ objectKey, error: messageOf(error) }, 'an alteration could not be noted');
    });
  }
}

/** Times and places of the GOPs are those of the index, or the row was changed. Errors: `invalid` `keyframe-index`. */
const verdictOf = ({ keyframes }: StoredSegment, document: Uint8Array): DigestVerdict =>
  Buffer.compare(keyframes, keyframesIn(document)) === 0 ? digestsIn(document) : 'keyframes-altered';

function gopAt(segment: StoredSegment, { offsetBytes, sizeBytes }: ByteRange): Gop {
  const found = gopsOf(segment).find((gop) => gop.offsetBytes === offsetBytes && gop.sizeBytes === sizeBytes);
  if (found) return found;
  throw new AppError('internal', 'scope-breach', `no GOP of ${segment.id} lies at ${offsetBytes}`);
}

function isPart(bytes: Uint8Array, { init, gops }: SegmentDigests, gop: Gop | undefined): boolean {
  if (!gop) return sha256Hex(bytes) === init;
  const expected = gops[gop.number];
  return expected !== undefined && isGopOf(bytes, expected);
}

/** `undefined` of an object that ends before its row says. */
async function orShort<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && error.code === 'object-short') return undefined;
    throw error;
  }
}
