import {
  type Issued,
  issue,
  issuedBefore,
  type Permit,
  permitLook,
  type Wanted,
} from '../../access/index.ts';
import { inParallel, rangeOf, refuseLonger } from '../../core/index.ts';
import {
  extentOf,
  type PlayedSegment,
  playbackOf,
  type StoredGop,
  type StoredSegment,
} from '../../footage/index.ts';
import { parseSegmentId } from '../../recording/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersBytes, bytes, type Reply, type Route, type UserCall } from '../route.ts';
import { askedGop, askedOf, askedSegment } from './look.ts';
import { playlistQuery } from './playback-schemas.ts';
import { hasH265, mediaPlaylistText, type PlayedAs, variantsText } from './playlists.ts';

const playlistType = 'application/vnd.apple.mpegurl';
const gopType = 'video/iso.segment';
const under = '/api/requests/:id/cameras/:cameraId';
/** A longer playlist would be megabytes; ask for the next stretch. */
const maxPlaylistMs = 6 * 3_600_000;
const codecReadsAtOnce = 8;

export type PlaybackDeps = Pick<
  ApiDeps,
  'checkedRequests' | 'footage' | 'custody' | 'allowance' | 'bytes' | 'clock'
>;

export const playbackRoutes = (deps: PlaybackDeps): Route[] => [
  {
    method: 'get',
    path: `${under}/variants.m3u8`,
    allow: 'see-footage',
    operation: 'getVariants',
    summary: 'HLS multivariant playlist: the original, and where it is H.265, a copy in H.264.',
    query: playlistQuery,
    answers: answersBytes(playlistType),
    handle: (call) => variants(deps, call),
  },
  {
    method: 'get',
    path: `${under}/playlist.m3u8`,
    allow: 'see-footage',
    operation: 'getPlaylist',
    summary: 'HLS playlist of GOPs; without from and to, of the whole request.',
    query: playlistQuery,
    answers: answersBytes(playlistType),
    handle: (call) => playlist(deps, call, 'original'),
  },
  {
    method: 'get',
    path: `${under}/copy.m3u8`,
    allow: 'see-footage',
    operation: 'getCopyPlaylist',
    summary: 'The same, with H.265 as copies in H.264, made on demand.',
    query: playlistQuery,
    answers: answersBytes(playlistType),
    handle: (call) => playlist(deps, call, 'copy-h264'),
  },
  {
    method: 'get',
    path: `${under}/segments/:segmentId/init.mp4`,
    allow: 'see-footage',
    operation: 'getInit',
    summary: 'Initialisation section of a segment in an issued playlist.',
    answers: answersBytes('video/mp4'),
    handle: (call) => init(deps, call),
  },
  {
    method: 'get',
    path: `${under}/segments/:segmentId/gops/:number.m4s`,
    allow: 'see-footage',
    operation: 'getGop',
    summary: 'One GOP in an issued playlist.',
    answers: answersBytes(gopType),
    handle: (call) => gop(deps, call),
  },
  {
    method: 'get',
    path: `${under}/segments/:segmentId/gops/:number/keyframe.m4s`,
    allow: 'see-footage',
    operation: 'getKeyframe',
    summary: 'The keyframe of a GOP in an issued playlist, in its place, for a slow line or a quick look.',
    answers: answersBytes(gopType, { 'X-Gop-Bytes': 'Size of the whole GOP, in bytes.' }),
    handle: (call) => keyframe(deps, call),
  },
];

/** Tells of codecs alone; that footage is there is known from its coverage. */
async function variants(deps: PlaybackDeps, call: UserCall): Promise<Reply> {
  const { played, permit } = await askedPlayback(deps, call);
  const { from, to } = call.query;
  const query = from === undefined ? '' : `?from=${from}&to=${to}`;
  const codecOf = await playedCodecs(deps, permit, played);
  return bytes(playlistType, Buffer.from(variantsText(played, { query, codecOf })));
}

/** A camera keeps its format within a run: one initialisation section of each is read. */
async function playedCodecs(deps: PlaybackDeps, permit: Permit, played: readonly PlayedSegment[]) {
  const formatOf = ({ id, codec, width, height }: StoredSegment): string =>
    [parseSegmentId(id)?.runId, codec, width, height].join(' ');
  const firsts = new Map(played.map(({ segment }) => [formatOf(segment), segment] as const).reverse());
  const codecs = await inParallel(
    codecReadsAtOnce,
    [...firsts],
    async ([format, segment]) => [format, await deps.bytes.codec(permit, segment)] as const,
  );
  const known = new Map(codecs);
  return (segment: StoredSegment) => known.get(formatOf(segment));
}

async function playlist(deps: PlaybackDeps, call: UserCall, as: PlayedAs): Promise<Reply> {
  const { played, permit, nowMs } = await askedPlayback(deps, call);
  const isCopy = as === 'copy-h264' && hasH265(played);
  await issue(deps, permit, {
    event: 'playlist-issued',
    range: extentOf(played, permit.range),
    nowMs,
    ...(isCopy && { detail: { copy: 'h264' } }),
  });
  const text = mediaPlaylistText(as, played, { range: permit.range, nowMs });
  return bytes(playlistType, Buffer.from(text));
}

interface AskedPlayback {
  readonly played: readonly PlayedSegment[];
  readonly permit: Permit;
  readonly nowMs: number;
}

async function askedPlayback(deps: PlaybackDeps, call: UserCall): Promise<AskedPlayback> {
  const asked = await askedOf(deps, call);
  const permit = permitLook({ ...asked, wanted: wantedOf(call) });
  refuseLonger(permit.range, maxPlaylistMs);
  const segments = await deps.footage.segmentsIn(asked.cameraId, permit.range);
  return { played: playbackOf(segments, permit.range), permit, nowMs: asked.nowMs };
}

function wantedOf({ query: { from, to } }: UserCall): Wanted {
  if (from === undefined && to === undefined) return { kind: 'whole' };
  return { kind: 'stretch', range: rangeOf(from, to, Number.POSITIVE_INFINITY) };
}

async function init(deps: PlaybackDeps, call: UserCall): Promise<Reply> {
  const asked = await askedOf(deps, call);
  const segment = await askedSegment(deps, asked, call.params.segmentId);
  const permit = permitLook({ ...asked, wanted: { kind: 'stored', range: segment } });
  const issued = await issuedBefore(deps.custody, permit);
  return bytes('video/mp4', await deps.bytes.init(issued, segment));
}

async function gop(deps: PlaybackDeps, call: UserCall): Promise<Reply> {
  const { issued, stored } = await issuedGop(deps, call);
  return bytes(gopType, await deps.bytes.gop(issued, stored));
}

async function keyframe(deps: PlaybackDeps, call: UserCall): Promise<Reply> {
  const { issued, stored } = await issuedGop(deps, call);
  const sizeBytes = String(stored.gop.sizeBytes);
  return bytes(gopType, await deps.bytes.keyframe(issued, stored), { 'X-Gop-Bytes': sizeBytes });
}

async function issuedGop(
  deps: PlaybackDeps,
  call: UserCall,
): Promise<{ readonly issued: Issued; readonly stored: StoredGop }> {
  const { asked, stored } = await askedGop(deps, call);
  const permit = permitLook({ ...asked, wanted: { kind: 'stored', range: stored.gop } });
  return { issued: await issuedBefore(deps.custody, permit), stored };
}
