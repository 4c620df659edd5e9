import { AppError, inParallel, lengthMs, overlaps, type TimeRange } from '../../core/index.ts';
import type { StoryboardGrid } from '../../ingest/index.ts';
import type { RawImage } from '../../media/index.ts';
import type { StoredSegment } from '../footage-repository.ts';
import type { Gop, PlayedSegment } from '../playback.ts';
import { isAlteredSegment } from '../record-standing.ts';
import { brightnessCells, pixelsOf } from './cells.ts';
import { type CellPicture, changedSteps } from './changed-steps.ts';
import { type ChangeMoment, momentsOf } from './moments.ts';
import { allOfPicture, type ChangeSearch, type PictureBox } from './picture-box.ts';
import { type SearchedPart, type UnsearchedTime, unsearchedOf } from './unsearched.ts';

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

/** The segments of one camera that play in the time that is asked, by time. */
interface Recorded {
  readonly played: readonly PlayedSegment[];
  readonly search: ChangeSearch;
}

/**
 * Searches the storyboards of a camera for times at which a box of its picture changed. Errors: `unavailable` of `read`,
 * where none of the boards can be read.
 */
export async function searchChanges(read: ReadBoard, { played, search }: Recorded): Promise<FoundChanges> {
  const boards = played.map(boardOf);
  const searched = await inParallel(atOnce, boards, (board) => looked(read, board, search.box));
  const outage = searched.find((board) => board.outage)?.outage;
  if (outage && searched.every(({ pictures }) => pictures.length === 0)) throw outage;
  const pictures = searched.flatMap((board) => board.pictures);
  const runs = runsOf(pictures);
  const unsearched = unsearchedOf(searched, runs.map(extentOfRun), search.range);
  return {
    ...changesIn(runs),
    pictures: pictures.length,
    longestStepMs: longestStep(pictures, unsearched),
    unsearched,
  };
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

interface Looked extends SearchedPart {
  readonly pictures: readonly TimedPicture[];
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

/** Pictures of one size that follow each other; a camera that changed its format begins a new run. */
function runsOf(pictures: readonly TimedPicture[]): TimedPicture[][] {
  const runs: TimedPicture[][] = [];
  for (const picture of pictures) {
    const run = runs.at(-1);
    if (run?.[0]?.size === picture.size) run.push(picture);
    else runs.push([picture]);
  }
  return runs;
}

/** From the first picture of a run to its last. */
const extentOfRun = (run: readonly TimedPicture[]): TimeRange => ({
  fromMs: run[0]?.atMs ?? 0,
  toMs: run.at(-1)?.atMs ?? 0,
});

function changesIn(runs: readonly (readonly TimedPicture[])[]): Pick<FoundChanges, 'moments' | 'isCut'> {
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
  };
}

function longestStep(pictures: readonly TimedPicture[], unsearched: readonly TimeRange[]): number {
  const steps = pictures.slice(1).map(({ atMs }, i) => ({ fromMs: pictures[i]?.atMs ?? atMs, toMs: atMs }));
  const searched = steps.filter((step) => !unsearched.some((time) => overlaps(time, step)));
  return searched.reduce((longest, step) => Math.max(longest, lengthMs(step)), 0);
}
