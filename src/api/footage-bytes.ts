import type { Disclosed, EmergencyAllowance, Issued, Permit } from '../access/index.ts';
import {
  AppError,
  type ByteRange,
  type Clock,
  messageOf,
  overlaps,
  type TimeRange,
  unavailable,
} from '../core/index.ts';
import type { ServedFootage, ServedGop } from '../custody/index.ts';
import {
  type CheckedFootage,
  type CopyDesk,
  type DecodeFrame,
  frameOfGop,
  type Gop,
  type GopCopy,
  initOf,
  isAlteredFootage,
  originalFrame,
  type ReadBoardImage,
  refuseAlteredSegment,
  type ShownFrame,
  type StoredFrame,
  type StoredGop,
  type StoredSegment,
  shownFrame,
} from '../footage/index.ts';
import type { FrameGrabber, GrabbedFrame, ImageEncoder, StoryboardGrid } from '../ingest/index.ts';
import { keyframeFragment, type RawImage, readInit, tileImages, withHvc1Entry } from '../media/index.ts';
import { type ObjectStore, segmentKeys } from '../objects/index.ts';
import { UndisclosedStill } from './undisclosed-still.ts';

/** With when it was seen, and how far off that may be. */
type UndisclosedFrame = Omit<ShownFrame, 'jpeg'> & { readonly still: UndisclosedStill };

export interface FootageSources {
  readonly objects: ObjectStore;
  readonly checked: Pick<CheckedFootage, 'part'>;
  readonly copies: Pick<CopyDesk, 'copyOf'>;
  readonly grabber: FrameGrabber;
  readonly decodeFrame: DecodeFrame;
  readonly encoder: ImageEncoder;
  readonly readBoard: ReadBoardImage;
  readonly served: ServedFootage;
  readonly allowance: Pick<EmergencyAllowance, 'spend' | 'requireStill'>;
  readonly clock: Clock;
}

/**
 * The only way to bytes of footage: `ApiDeps` holds no store that takes a key of footage. Each function demands an `Issued`, or a
 * `Disclosed`, so nothing leaves without a permit and a committed event (I6); and each checks once more that what it reads is what was permitted.
 * What an emergency gives out is counted before it leaves; a download is counted where it is issued. A still is made under its permit,
 * because its event has its digest, and waits undisclosed for that event.
 *
 * Errors: `footage-unreadable` (unavailable) when the store cannot give it, `footage-altered` (conflict) when that is not
 * what was ingested, `picture-damaged` (not-found), `emergency-bytes-spent` and `emergency-stills-spent` (forbidden).
 */
export class FootageBytes {
  constructor(private readonly sources: FootageSources) {}

  /** The initialisation section, H.265 named `hvc1`: no picture in it. */
  async init(issued: Issued, segment: StoredSegment): Promise<Uint8Array> {
    requirePermitted(issued, segment, segment);
    refuseAlteredSegment(segment);
    return withHvc1Entry(await this.part(segment, initOf(segment)));
  }

  /**
   * The codec in which a segment is played (RFC 6381), by its initialisation section; `undefined` where that is altered or not
   * readable. No byte leaves, so no event is needed.
   */
  async codec(permit: Permit, segment: StoredSegment): Promise<string | undefined> {
    requirePermitted(permit, segment, segment);
    try {
      return readInit(withHvc1Entry(await this.part(segment, initOf(segment)))).track.codecString;
    } catch (error) {
      if (error instanceof AppError && ['conflict', 'invalid'].includes(error.kind)) return undefined;
      throw error;
    }
  }

  /** One GOP: one moof and mdat. That it was served is recorded afterwards. */
  async gop(issued: Issued, { segment, gop }: StoredGop): Promise<Uint8Array> {
    requirePermitted(issued, segment, gop);
    refuseAlteredSegment(segment);
    return this.noted(issued, gop, await this.part(segment, gop));
  }

  /** The keyframe of a GOP alone, shown as long as the GOP, for a slow line: derived (I7). It is recorded as the GOP is. */
  async keyframe(issued: Issued, { segment, gop }: StoredGop): Promise<Uint8Array> {
    requirePermitted(issued, segment, gop);
    refuseAlteredSegment(segment);
    const [init, bytes] = await Promise.all([this.part(segment, initOf(segment)), this.part(segment, gop)]);
    return this.noted(
      issued,
      gop,
      orDamaged(() => keyframeFragment(init, bytes)),
    );
  }

  /**
   * A GOP of H.265 as H.264, derived (I7). That it was made, and that it was served, is recorded. Errors: those of
   * `CopyDesk.copyOf`, too.
   */
  async copy(issued: Issued, stored: StoredGop): Promise<Uint8Array> {
    const { fragment, encoder } = await this.copied(issued, stored);
    const bytes = await this.counted(issued, fragment);
    this.sources.served.note({ ...this.servedGop(issued, stored.gop, bytes), copyBy: encoder });
    return bytes;
  }

  /** The initialisation section of such a copy: no picture in it. */
  async copyInit(issued: Issued, stored: StoredGop): Promise<Uint8Array> {
    return (await this.copied(issued, stored)).init;
  }

  /**
   * Some of an original as it is stored, altered or not: the bundle names each that is, and has its sums. Whole segments
   * are permitted, so any of its bytes are.
   */
  async original(issued: Issued, segment: StoredSegment, range: ByteRange): Promise<Uint8Array> {
    requirePermitted(issued, segment, segment);
    return reading(() => this.sources.objects.get(segment.objectKey, range));
  }

  /** Some of what is stored beside an original, as it is: the records of the bundle have its sum. */
  async beside(
    issued: Issued,
    segment: StoredSegment,
    what: 'index' | 'still' | 'storyboard',
    range: ByteRange,
  ): Promise<Uint8Array> {
    requirePermitted(issued, segment, segment);
    const key = segmentKeys({ ...segment, startMs: segment.fromMs })[what];
    return reading(() => this.sources.objects.get(key, range));
  }

  /** The initialisation section of an original, or one of its GOPs, for a clip. */
  async clipPart(issued: Issued, segment: StoredSegment, range: ByteRange): Promise<Uint8Array> {
    requirePermitted(issued, segment, segment);
    return this.part(segment, range);
  }

  /** The keyframe of a GOP as JPEG, in full size: derived (I7). */
  async still(permit: Permit, stored: StoredGop): Promise<UndisclosedStill> {
    requirePermitted(permit, stored.segment, stored.gop);
    await this.sources.allowance.requireStill(permit.request);
    const { jpeg } = await this.decode(stored, true);
    if (!jpeg) throw damaged();
    return this.undisclosed(stored, jpeg);
  }

  /** One frame of a GOP as JPEG, in full size: derived (I7). Errors also: `frame-not-found` (not-found). */
  async frame(permit: Permit, stored: StoredGop, number: number): Promise<UndisclosedFrame> {
    requirePermitted(permit, stored.segment, stored.gop);
    refuseAlteredSegment(stored.segment);
    const { allowance, decodeFrame } = this.sources;
    await allowance.requireStill(permit.request);
    const sources = { decodeFrame, part: (...part: Parameters<FootageBytes['part']>) => this.part(...part) };
    const { jpeg, ...time } = await shownFrame(sources, stored, number).catch(rethrowDamaged);
    return { ...time, still: this.undisclosed(stored, jpeg) };
  }

  /** Which frame of the original a frame of a copy is. No byte leaves, so no event is needed. Errors: those of `frame`. */
  async originalFrame(permit: Permit, stored: StoredGop, shown: number): Promise<StoredFrame> {
    requirePermitted(permit, stored.segment, stored.gop);
    refuseAlteredSegment(stored.segment);
    const part = (...of: Parameters<FootageBytes['part']>) => this.part(...of);
    return originalFrame(part, stored, shown).catch(rethrowDamaged);
  }

  /** The stored storyboard of a segment; all of it must be permitted. */
  async storyboard(issued: Issued, segment: StoredSegment, gops: readonly Gop[]): Promise<Uint8Array> {
    for (const gop of gops) requirePermitted(issued, segment, gop);
    refuseAlteredSegment(segment);
    const { storyboard } = segmentKeys({ ...segment, startMs: segment.fromMs });
    return this.counted(issued, await reading(() => this.sources.objects.get(storyboard)));
  }

  /** A stored storyboard, decoded for a search; of it only those GOPs may be looked at. No byte leaves, so none is counted. */
  async boardImage(issued: Issued, segment: StoredSegment, gops: readonly Gop[]): Promise<RawImage> {
    for (const gop of gops) requirePermitted(issued, segment, gop);
    refuseAlteredSegment(segment);
    const { storyboard } = segmentKeys({ ...segment, startMs: segment.fromMs });
    return this.sources.readBoard(await reading(() => this.sources.objects.get(storyboard)));
  }

  /** A new storyboard of those GOPs only, WebP, with tiles as in the stored one: the camera's shape may be set since. */
  async partOfStoryboard(
    issued: Issued,
    segment: StoredSegment,
    { gops, layout }: { readonly gops: readonly Gop[]; readonly layout: StoryboardGrid },
  ): Promise<Uint8Array> {
    const shaped = { ...segment, displayAspect: layout.tileWidth / layout.tileHeight };
    const frames = await Promise.all(
      gops.map((gop) => {
        requirePermitted(issued, shaped, gop);
        return this.decode({ segment: shaped, gop }, false);
      }),
    );
    const tiles = frames.map(({ tile }) => tile);
    return this.counted(issued, await this.sources.encoder.webp(tileImages(tiles, layout.columns)));
  }

  /** The keyframe of a GOP, for the one picture of a camera that is shown outside any request. */
  async enrolmentFrame(disclosed: Disclosed, stored: StoredGop, isStill: boolean): Promise<GrabbedFrame> {
    if (stored.segment.cameraId !== disclosed.cameraId) throw breach();
    return this.decode(stored, isStill);
  }

  private async copied(issued: Issued, stored: StoredGop): Promise<GopCopy> {
    requirePermitted(issued, stored.segment, stored.gop);
    refuseAlteredSegment(stored.segment);
    const { copies, served } = this.sources;
    const { copy, isNew } = await copies.copyOf(stored);
    const { fragment, encoder } = copy;
    if (isNew) served.noteCopy({ ...this.servedGop(issued, stored.gop, fragment), copyBy: encoder });
    return copy;
  }

  /** Counted before it leaves, and recorded as served. */
  private async noted(issued: Issued, gop: Gop, bytes: Uint8Array): Promise<Uint8Array> {
    await this.counted(issued, bytes);
    this.sources.served.note(this.servedGop(issued, gop, bytes));
    return bytes;
  }

  private servedGop(issued: Issued, { fromMs, toMs }: Gop, bytes: Uint8Array): ServedGop {
    return {
      by: { user: issued.user, nowMs: this.sources.clock.nowMs() },
      requestId: issued.request.id,
      cameraId: issued.cameraId,
      range: { fromMs, toMs },
      sizeBytes: bytes.length,
    };
  }

  private async counted(issued: Issued, bytes: Uint8Array): Promise<Uint8Array> {
    await this.sources.allowance.spend(issued.request, { bytes: bytes.length });
    return bytes;
  }

  private undisclosed({ segment, gop }: StoredGop, made: Uint8Array): UndisclosedStill {
    return new UndisclosedStill(made, async (issued, jpeg) => {
      requirePermitted(issued, segment, gop);
      return this.counted(issued, jpeg);
    });
  }

  private async decode(stored: StoredGop, isStill: boolean): Promise<GrabbedFrame> {
    const { grabber } = this.sources;
    refuseAlteredSegment(stored.segment);
    const sources = { grabber, part: (...part: Parameters<FootageBytes['part']>) => this.part(...part) };
    return frameOfGop(sources, stored, isStill).catch(rethrowDamaged);
  }

  private part(segment: StoredSegment, range: ByteRange): Promise<Uint8Array> {
    return reading(() => this.sources.checked.part(segment, range));
  }
}

function requirePermitted(issued: Permit, segment: StoredSegment, range: TimeRange): void {
  const isPermitted = segment.cameraId === issued.cameraId && overlaps(range, issued.range);
  if (!isPermitted) throw breach();
}

const breach = (): AppError =>
  new AppError('internal', 'scope-breach', 'footage requested outside its permit');

const damaged = (): AppError =>
  new AppError('not-found', 'picture-damaged', 'The picture is damaged and cannot be shown.');

/** To the caller, a picture that cannot be decoded is no fault of the call. */
function rethrowDamaged(error: unknown): never {
  if (error instanceof AppError && error.kind === 'invalid') throw damaged();
  throw error;
}

function orDamaged<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    return rethrowDamaged(error);
  }
}

/** Whatever the store says (even "denied") is our trouble, not the caller's. */
async function reading(read: () => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await read();
  } catch (error) {
    if (isAlteredFootage(error)) throw error;
    throw unavailable(
      'footage-unreadable',
      `The store does not return the footage: ${messageOf(error)}`,
      error,
    );
  }
}
