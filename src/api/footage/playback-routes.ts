import { type Issued, issue, issuedBefore, permitLook, type Wanted } from '../../access/index.ts';
import { rangeOf, refuseLonger, type TimeRange } from '../../core/index.ts';
import { extentOf, type PlayedSegment, playbackOf, type StoredGop } from '../../footage/index.ts';
import { formatMediaPlaylist } from '../../media/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersBytes, bytes, type Reply, type Route, type UserCall } from '../route.ts';
import { askedGop, askedOf, askedSegment } from './look.ts';
import { playlistQuery } from './playback-schemas.ts';

const playlistType = 'application/vnd.apple.mpegurl';
const gopType = 'video/iso.segment';
const under = '/api/requests/:id/cameras/:cameraId';
/** A longer playlist would be megabytes; ask for the next stretch. */
const maxPlaylistMs = 6 * 3_600_000;

type PlaybackDeps = Pick<
  ApiDeps,
  'checkedRequests' | 'footage' | 'custody' | 'allowance' | 'bytes' | 'clock'
>;

export const playbackRoutes = (deps: PlaybackDeps): Route[] => [
  {
    method: 'get',
    path: `${under}/playlist.m3u8`,
    allow: 'see-footage',
    operation: 'getPlaylist',
    summary: 'HLS playlist of GOPs; without from and to, of the whole request.',
    query: playlistQuery,
    answers: answersBytes(playlistType),
    handle: (call) => playlist(deps, call),
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

async function playlist(deps: PlaybackDeps, call: UserCall): Promise<Reply> {
  const asked = await askedOf(deps, call);
  const permit = permitLook({ ...asked, wanted: wantedOf(call) });
  refuseLonger(permit.range, maxPlaylistMs);
  const segments = await deps.footage.segmentsIn(asked.cameraId, permit.range);
  const played = playbackOf(segments, permit.range);
  const { nowMs } = asked;
  await issue(deps, permit, {
    event: 'playlist-issued',
    range: extentOf(played, permit.range),
    nowMs,
  });
  const text = playlistText(played, permit.range, nowMs);
  return bytes(playlistType, Buffer.from(text));
}

function wantedOf({ query: { from, to } }: UserCall): Wanted {
  if (from === undefined && to === undefined) return { kind: 'whole' };
  return { kind: 'stretch', range: rangeOf(from, to, Number.POSITIVE_INFINITY) };
}

const playlistText = (played: readonly PlayedSegment[], range: TimeRange, nowMs: number): string =>
  formatMediaPlaylist(
    played.map(({ segment, gops }) => ({ id: segment.id, gops })),
    {
      mapUrl: (id) => `segments/${id}/init.mp4`,
      gopUrl: (id, number) => `segments/${id}/gops/${number}.m4s`,
      isOpen: range.toMs > nowMs,
    },
  );

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
