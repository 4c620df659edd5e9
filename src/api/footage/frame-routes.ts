import { permitLook } from '../../access/index.ts';
import { formatInstant } from '../../core/index.ts';
import type { ShownFrame, StoredFrame } from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersBytes, bytes, type Reply, type Route, type UserCall } from '../route.ts';
import { giveStill } from './give-still.ts';
import { type AskedLook, askedGop } from './look.ts';

type FrameDeps = Pick<
  ApiDeps,
  'checkedRequests' | 'footage' | 'custody' | 'allowance' | 'bytes' | 'clock' | 'cameras'
>;

const under = '/api/requests/:id/cameras/:cameraId/segments/:segmentId';
const answers = answersBytes('image/jpeg', {
  'X-Frame-Time': 'Its time.',
  'X-Frame-Error': 'How far off that may be, in milliseconds.',
  'Repr-Digest': 'SHA-256 of the answer (RFC 9530).',
});

export const frameRoutes = (deps: FrameDeps): Route[] => [
  {
    method: 'get',
    path: `${under}/gops/:number/frames/:frame.jpg`,
    allow: 'see-footage',
    operation: 'getFrame',
    summary:
      'JPEG of one frame of a GOP, counted from 0 as they are decoded; its comment says whose it is, from when, and of which original.',
    answers,
    handle: (call) => frame(deps, call),
  },
  {
    method: 'get',
    path: `${under}/copies/:number/frames/:frame.jpg`,
    allow: 'see-footage',
    operation: 'getCopiedFrame',
    summary: 'The same of the original that a copy shows, counted from 0 as the copy shows them.',
    answers,
    handle: (call) => copiedFrame(deps, call),
  },
];

async function frame(deps: FrameDeps, call: UserCall): Promise<Reply> {
  const { asked, stored } = await askedGop(deps, call);
  return frameReply(deps, asked, { stored, number: Number(call.params.frame) });
}

async function copiedFrame(deps: FrameDeps, call: UserCall): Promise<Reply> {
  const { asked, stored } = await askedGop(deps, call);
  const permit = permitLook({ ...asked, wanted: { kind: 'stored', range: stored.gop } });
  const original = await deps.bytes.originalFrame(permit, stored, Number(call.params.frame));
  return frameReply(deps, asked, original);
}

async function frameReply(
  deps: FrameDeps,
  asked: AskedLook,
  { stored, number }: StoredFrame,
): Promise<Reply> {
  const permit = permitLook({ ...asked, wanted: { kind: 'stored', range: stored.gop } });
  const shown = await deps.bytes.frame(permit, stored, number);
  const registered = await deps.cameras.get(permit.cameraId);
  const comment = JSON.stringify({
    camera: registered?.camera.name,
    cameraId: permit.cameraId,
    caseNumber: permit.request.caseNumber,
    requestId: permit.request.id,
    ...timeOf(shown),
    segmentId: stored.segment.id,
    gop: stored.gop.number,
    frame: number,
    originalSha256: stored.segment.sha256,
  });
  const still = shown.still.withComment(comment);
  const { jpeg, sha256 } = await giveStill(deps, permit, { still, stored, number, nowMs: asked.nowMs });
  return bytes('image/jpeg', jpeg, headersOf(shown, sha256));
}

type FrameTime = Pick<ShownFrame, 'atMs' | 'errorMs'>;

const timeOf = ({ atMs, errorMs }: FrameTime) => ({ time: formatInstant(atMs), errorMs });

const headersOf = ({ atMs, errorMs }: FrameTime, sha256: string) => ({
  'X-Frame-Time': formatInstant(atMs),
  'X-Frame-Error': String(errorMs),
  'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
});
