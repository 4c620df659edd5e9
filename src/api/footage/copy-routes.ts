import { issuedBefore, permitLook } from '../../access/index.ts';
import { notFound } from '../../core/index.ts';
import { isH265 } from '../../media/index.ts';
import { answersBytes, bytes, type Reply, type Route, type UserCall } from '../route.ts';
import { askedGop } from './look.ts';
import type { PlaybackDeps } from './playback-routes.ts';

const under = '/api/requests/:id/cameras/:cameraId/segments/:segmentId/copies';
/** Marks every answer that is no original. */
const derived = { 'X-Derived-From': 'Codec of the original.' };

export const copyRoutes = (deps: PlaybackDeps): Route[] => [
  {
    method: 'get',
    path: `${under}/:number/init.mp4`,
    allow: 'see-footage',
    operation: 'getCopyInit',
    summary: 'Initialisation section of an H.264 copy of one GOP of H.265.',
    answers: answersBytes('video/mp4', derived),
    handle: (call) => copy(deps, call, 'copyInit', 'video/mp4'),
  },
  {
    method: 'get',
    path: `${under}/:number.m4s`,
    allow: 'see-footage',
    operation: 'getCopy',
    summary: 'H.264 copy of one GOP of H.265 in an issued playlist, made on demand.',
    answers: answersBytes('video/iso.segment', derived),
    handle: (call) => copy(deps, call, 'copy', 'video/iso.segment'),
  },
];

async function copy(
  deps: PlaybackDeps,
  call: UserCall,
  what: 'copy' | 'copyInit',
  type: string,
): Promise<Reply> {
  const { asked, stored } = await askedGop(deps, call);
  const permit = permitLook({ ...asked, wanted: { kind: 'stored', range: stored.gop } });
  if (!isH265(stored.segment.codec))
    throw notFound('copy-not-needed', 'The segment is H.264: play the original.');
  const issued = await issuedBefore(deps.custody, permit);
  const content = await deps.bytes[what](issued, stored);
  return bytes(type, content, { 'X-Derived-From': 'h265' });
}
