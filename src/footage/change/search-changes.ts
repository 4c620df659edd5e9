import {
  AppError,
  inParallel,
  intersect,
  lengthMs,
  overlaps,
  subtractAll,
  type TimeRange,
} from '../../core/index.ts';
import type { StoryboardGrid } from '../../ingest/index.ts';
import type { RawImage } from '../../media/index.ts';
import type { StoredSegment } from '../footage-repository.ts';
import { type Gop, type PlayedSegment, playbackOf } from '../playback.ts';
import { isAlteredSegment } from '../record-standing.ts';
import { brightnessCells, pixelsOf } from './cells.ts';
import { type CellPicture, changedSteps } from './changed-steps.ts';
import { type ChangeMoment, momentsOf } from './moments.ts';
import { allOfPicture, type ChangeSearch, type PictureBox } from './picture-box.ts';

/** Why a time was not searched. `unreadable`: the store does not return its pictures, or they do not decode. */
export const unsearchedReasons = ['not-recorded', 'pending', 'no-pictures', 'altered', 'unreadable'] as const;

export interface UnsearchedTime extends TimeRange {
  readonly reason: (typeof unsearchedReasons)[number];
}

export interface FoundChanges {
  /** By time. */
  readonly moments: readonly ChangeMoment[];
  /** More were found than are listed; the strongest are. */
  readonly isCut: boolean;
  /** Pictures that were compared. */
  readonly pictures: number;
  /** The longest time between two pictures that follow each other: what is shorter may have been missed. */
  readonly longestStepMs: number;
  readonly unsearched: readonly UnsearchedTime[];
}

/** Reads and decodes the stored storyboard of a segment; the tiles of those GOPs alone are looked at. */
export type ReadBoard = (segment: StoredSegment, gops: readonly Gop[]) => Promise<RawImage>;

const maxMoments = 200;
/** Boards that are decoded at once, of one search. */
const atOnce = 4;

/** Segments of one camera, in any order, and the time of which they are asked. */
interface Recorded {
  readonly segments: readonly StoredSegment[];
  readonly search: ChangeSearch;
}

/**
 * Searches the storyboards of a camera for times at which a box of its picture changed. Errors: `unavailable` of `read`,
 * where none of the boards can be read.
 */
export async function searchChanges(read: ReadBoard, { segments, search }: Recorded): Promise<FoundChanges> {
  const played = playbackOf(segments, search.range);
  const boards = played.map(boardOf);
  const searched = await inParallel(atOnce, boards, (board) => looked(read, board, search.box));
  const outage = searched.find((board) => board.outage)?.outage;
  if (outage && searched.every(({ pictures }) => pictures.length === 0)) throw outage;
  const pictures = searched.map((board) => board.pictures);
  const unsearched = unsearchedOf(searched, search.range);
  return { ...changesIn(pictures), longestStepMs: longestStep(pictures.flat(), unsearched), unsearched };
}

/** One segment's pictures, or why there are none. */
interface Board {
  readonly segment: StoredSegment;
  /** Those of its storyboard that are of the time that was asked. */
  readonly tiles: readonly { readonly gop: Gop; readonly cell: number }[];
  readonly layout?: StoryboardGrid;
  readonly reason?: UnsearchedTime['reason'];
}

function boardOf({ segment, gops }: PlayedSegment): Board {
  const { storyboard: layout } = segment;
  if (isAlteredSegment(segment)) return { segment, tiles: [], reason: 'altered' };
  if (!layout) return { segment, tiles: [], reason: segment.arePicturesDue ? 'pending' : 'no-pictures' };
  const tiles = gops.flatMap((gop) => {
    const cell = layout.gops.indexOf(gop.number);
    return cell === -1 ? [] : [{ gop, cell }];
  });
  return { segment, layout, tiles };
}

interface TimedPicture extends CellPicture {
  readonly atMs: number;
  /** Pictures of another size are not compared. */
  readonly size: string;
}

interface Looked {
  readonly segment: StoredSegment;
  readonly pictures: readonly TimedPicture[];
  readonly reason?: UnsearchedTime['reason'];
  /** The store did not return it. */
  readonly outage?: AppError;
}

async function looked(read: ReadBoard, board: Board, box: PictureBox): Promise<Looked> {
  const { segment, layout, tiles, reason } = board;
  if (!layout || tiles.length === 0) return { segment, pictures: [], ...(reason && { reason }) };
  try {
    const image = await read(
      segment,
      tiles.map(({ gop }) => gop),
    );
    const pictures = tiles.map(({ gop, cell }) => pictureOf(image, layout, { atMs: gop.fromMs, cell, box }));
    return { segment, pictures };
  } catch (error) {
    if (!(error instanceof AppError) || !['invalid', 'unavailable'].includes(error.kind)) throw error;
    return {
      segment,
      pictures: [],
      reason: 'unreadable',
      ...(error.kind === 'unavailable' && { outage: error }),
    };
  }
}

function pictureOf(
  image: RawImage,
  { tileWidth, tileHeight, columns }: StoryboardGrid,
  { atMs, cell, box }: { readonly atMs: number; readonly cell: number; readonly box: PictureBox },
): TimedPicture {
  const tile = {
    left: (cell % columns) * tileWidth,
    top: Math.floor(cell / columns) * tileHeight,
    width: tileWidth,
    height: tileHeight,
  };
  if (tile.left + tileWidth > image.width || tile.top + tileHeight > image.height) {
    throw new AppError('invalid', 'storyboard-size', 'The storyboard is smaller than its layout says.');
  }
  return {
    atMs,
    size: `${tileWidth}×${tileHeight}`,
    whole: brightnessCells(image, pixelsOf(allOfPicture, tile)),
    box: brightnessCells(image, pixelsOf(box, tile)),
  };
}

/** Runs of pictures of one size are compared; a camera that changed its format begins a new one. */
function changesIn(
  boards: readonly (readonly TimedPicture[])[],
): Pick<FoundChanges, 'moments' | 'isCut' | 'pictures'> {
  const pictures = boards.flat();
  const runs: TimedPicture[][] = [];
  for (const picture of pictures) {
    const run = runs.at(-1);
    if (run?.[0]?.size === picture.size) run.push(picture);
    else runs.push([picture]);
  }
  const moments = runs.flatMap((run) =>
    momentsOf(
      run.map(({ atMs }) => atMs),
      changedSteps(run),
    ),
  );
  const strongest = moments.toSorted((a, b) => b.share - a.share).slice(0, maxMoments);
  return {
    moments: strongest.toSorted((a, b) => a.fromMs - b.fromMs),
    isCut: moments.length > maxMoments,
    pictures: pictures.length,
  };
}

function longestStep(pictures: readonly TimedPicture[], unsearched: readonly TimeRange[]): number {
  const steps = pictures.slice(1).map(({ atMs }, i) => ({ fromMs: pictures[i]?.atMs ?? atMs, toMs: atMs }));
  const searched = steps.filter((step) => !unsearched.some((time) => overlaps(time, step)));
  return searched.reduce((longest, step) => Math.max(longest, lengthMs(step)), 0);
}

/** Time of which there was no picture, joined where its reason is the same. */
function unsearchedOf(searched: readonly Looked[], range: TimeRange): UnsearchedTime[] {
  const unread = searched.flatMap(({ segment, reason }) =>
    reason ? [{ ...intersect(segment, range), reason }] : [],
  );
  const unrecorded = subtractAll(
    range,
    searched.map(({ segment }) => segment),
  ).map(({ fromMs, toMs }) => ({ fromMs, toMs, reason: 'not-recorded' as const }));
  const all = [...unread, ...unrecorded].sort((a, b) => a.fromMs - b.fromMs);
  const joined: UnsearchedTime[] = [];
  for (const next of all) {
    const last = joined.at(-1);
    if (!last || last.reason !== next.reason || last.toMs < next.fromMs) joined.push(next);
    else joined[joined.length - 1] = { ...last, toMs: Math.max(last.toMs, next.toMs) };
  }
  return joined;
}
