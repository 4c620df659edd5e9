import { issue, permitLook } from '../../access/index.ts';
import { formatInstant, sha256Hex } from '../../core/index.ts';
import type { ShownFrame } from '../../footage/index.ts';
import { withJpegComment } from '../../media/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersBytes, bytes, type Reply, type Route, type UserCall } from '../route.ts';
import { askedGop } from './look.ts';

type FrameDeps = Pick<
  ApiDeps,
  'checkedRequests' | 'footage' | 'custody' | 'allowance' | 'bytes' | 'clock' | 'cameras'
>;

export const frameRoutes = (deps: FrameDeps): Route[] => [
  {
    method: 'get',
    path: '/api/requests/:id/cameras/:cameraId/segments/:segmentId/gops/:number/frames/:frame.jpg',
    allow: 'see-footage',
    operation: 'getFrame',
    summary:
      'JPEG of one frame of a GOP, counted from 0 as they are decoded; its comment says whose it is, from when, and of which original.',
    answers: answersBytes('image/jpeg', {
      'X-Frame-Time': 'Its time.',
      'X-Frame-Error': 'How far off that may be, in milliseconds.',
      'Repr-Digest': 'SHA-256 of the answer (RFC 9530).',
    }),
    handle: (call) => frame(deps, call),
  },
];

async function frame(deps: FrameDeps, call: UserCall): Promise<Reply> {
  const { asked, stored } = await askedGop(deps, call);
  const { fromMs, toMs } = stored.gop;
  const permit = permitLook({ ...asked, wanted: { kind: 'stored', range: stored.gop } });
  const look = { event: 'still-issued', range: { fromMs, toMs }, nowMs: asked.nowMs } as const;
  const issued = await issue(deps, permit, look);
  const shown = await deps.bytes.frame(issued, stored, Number(call.params.frame));
  const registered = await deps.cameras.get(issued.cameraId);
  const jpeg = withJpegComment(
    shown.jpeg,
    JSON.stringify({
      camera: registered?.camera.name,
      cameraId: issued.cameraId,
      caseNumber: issued.request.caseNumber,
      requestId: issued.request.id,
      ...timeOf(shown),
      segmentId: stored.segment.id,
      gop: stored.gop.number,
      frame: Number(call.params.frame),
      originalSha256: stored.segment.sha256,
    }),
  );
  return bytes('image/jpeg', jpeg, headersOf(shown, jpeg));
}

const timeOf = ({ atMs, errorMs }: ShownFrame) => ({ time: formatInstant(atMs), errorMs });

const headersOf = ({ atMs, errorMs }: ShownFrame, jpeg: Uint8Array) => ({
  'X-Frame-Time': formatInstant(atMs),
  'X-Frame-Error': String(errorMs),
  'Repr-Digest': `sha-256=:${Buffer.from(sha256Hex(jpeg), 'hex').toString('base64')}:`,
});
