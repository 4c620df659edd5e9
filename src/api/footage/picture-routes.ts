import { issue, permitLook } from '../../access/index.ts';
import {
  containsInstant,
  formatInstant,
  hullOf,
  instantOf,
  notFound,
  overlaps,
  type TimeRange,
} from '../../core/index.ts';
import { type Gop, gopsOf, type StoredSegment, storedGopBefore } from '../../footage/index.ts';
import type { StoryboardGrid } from '../../ingest/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersBytes, bytes, type Reply, type Route, type UserCall } from '../route.ts';
import { rangeJson } from '../terms/time.ts';
import { giveStill } from './give-still.ts';
import { type AskedLook, askedOf } from './look.ts';
import { pictureQuery } from './playback-schemas.ts';

const under = '/api/requests/:id/cameras/:cameraId';

type PictureDeps = Pick<ApiDeps, 'checkedRequests' | 'footage' | 'custody' | 'allowance' | 'bytes' | 'clock'>;

export const pictureRoutes = (deps: PictureDeps): Route[] => [
  {
    method: 'get',
    path: `${under}/still`,
    allow: 'see-footage',
    operation: 'getStill',
    summary: 'JPEG of the keyframe at or before `at`; its exact time in `X-Frame-Time`.',
    query: pictureQuery,
    answers: answersBytes('image/jpeg', { 'X-Frame-Time': 'Its exact time.' }),
    handle: (call) => still(deps, call),
  },
  {
    method: 'get',
    path: `${under}/storyboard`,
    allow: 'see-footage',
    operation: 'getStoryboard',
    summary: 'WebP sprite of the segment at `at`; its layout as JSON in `X-Storyboard-Layout`.',
    query: pictureQuery,
    answers: answersBytes('image/webp', { 'X-Storyboard-Layout': 'JSON: whose cell is when.' }),
    handle: (call) => storyboard(deps, call),
  },
];

async function still(deps: PictureDeps, call: UserCall): Promise<Reply> {
  const asked = await askedOf(deps, call);
  const atMs = instantOf(call.query.at, 'at');
  permitLook({ ...asked, wanted: { kind: 'instant', atMs } });
  const stored = await storedGopBefore(deps.footage, asked.cameraId, atMs);
  if (!stored) throw notFound('no-picture-then', 'There is no picture at that time.');
  // The keyframe may lie before the request: its GOP must still reach into it.
  const permit = permitLook({ ...asked, wanted: { kind: 'stored', range: stored.gop } });
  const still = await deps.bytes.still(permit, stored);
  const { jpeg } = await giveStill(deps, permit, { still, stored, number: 0, nowMs: asked.nowMs });
  return bytes('image/jpeg', jpeg, { 'X-Frame-Time': formatInstant(stored.gop.fromMs) });
}

interface Board {
  readonly segment: StoredSegment;
  readonly layout: StoryboardGrid;
  /** Of the tiles that the request opens. */
  readonly gops: readonly Gop[];
}

async function storyboard(deps: PictureDeps, call: UserCall): Promise<Reply> {
  const asked = await askedOf(deps, call);
  const atMs = instantOf(call.query.at, 'at');
  const { request } = permitLook({ ...asked, wanted: { kind: 'instant', atMs } });
  const board = boardOf(await segmentAt(deps, asked, atMs), request.range);
  const range = hullOf(board.gops);
  const permit = permitLook({ ...asked, wanted: { kind: 'stored', range } });
  const look = { event: 'storyboard-issued', range, nowMs: asked.nowMs } as const;
  const issued = await issue(deps, permit, look);
  const { segment, layout, gops } = board;
  const isWhole = gops.length === layout.gops.length;
  const footage = deps.bytes;
  const webp = isWhole
    ? await footage.storyboard(issued, segment, gops)
    : await footage.partOfStoryboard(issued, segment, { gops, layout });
  return bytes('image/webp', webp, { 'X-Storyboard-Layout': JSON.stringify(layoutJson(board)) });
}

async function segmentAt(
  { footage }: Pick<ApiDeps, 'footage'>,
  { cameraId }: AskedLook,
  atMs: number,
): Promise<StoredSegment> {
  const segments = await footage.segmentsIn(cameraId, { fromMs: atMs, toMs: atMs + 1 });
  const holding = segments.filter((candidate) => containsInstant(candidate, atMs));
  const segment = holding.find(({ storyboard }) => storyboard);
  if (segment) return segment;
  if (holding.some(({ arePicturesDue }) => arePicturesDue))
    throw notFound('storyboard-not-ready', 'The storyboard of that time is still being made.');
  throw notFound('no-storyboard-then', 'There is no storyboard at that time.');
}

function boardOf(segment: StoredSegment, scope: TimeRange): Board {
  const { storyboard: layout } = segment;
  const tiles = new Set(layout?.gops);
  const gops = gopsOf(segment).filter((gop) => tiles.has(gop.number) && overlaps(gop, scope));
  if (!layout || gops.length === 0) {
    throw notFound('no-storyboard-then', 'There is no storyboard at that time in the request.');
  }
  return { segment, layout, gops };
}

const layoutJson = ({ segment, layout, gops }: Board): object => ({
  segmentId: segment.id,
  ...rangeJson(segment),
  tileWidth: layout.tileWidth,
  tileHeight: layout.tileHeight,
  columns: layout.columns,
  /** Cell by cell, row by row. */
  times: gops.map((gop) => formatInstant(gop.fromMs)),
});
