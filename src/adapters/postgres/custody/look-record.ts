import { type CameraId, formatInstant, type TimeRange } from '../../../core/index.ts';
import type { CustodyEvent } from '../../../custody/index.ts';
import type { Fact } from '../../../log/index.ts';
import { actedBy, type RecordWords } from './acted.ts';

type LookFact = Extract<Fact, { type: 'acc' }>;

/** The record of a look under a request, by its event; `undefined` of every other event. */
export function lookFact(event: CustodyEvent, nameOf: RecordWords['nameOf']): Fact | undefined {
  const own = event.requestId && ownMembers(event);
  if (!own) return undefined;
  // Its form is checked when it is stated: details of an event have no types.
  return { ...own, type: 'acc', req: event.requestId, ...actedBy(event, nameOf) } as unknown as LookFact;
}

function ownMembers(event: CustodyEvent): object | undefined {
  switch (event.event) {
    case 'coverage-shown':
      return { act: 'coverage', cams: event.detail?.cameras, ...rangeMembers(event) };
    case 'playlist-issued':
      return { act: 'playlist', ...footageMembers(event) };
    case 'still-issued':
      return {
        act: 'still',
        ...footageMembers(event),
        ...(event.detail?.sha256 !== undefined && { sha256: event.detail.sha256 }),
      };
    case 'storyboard-issued':
      return { act: 'storyboard', ...footageMembers(event) };
    case 'changes-searched':
      return { act: 'changes', ...footageMembers(event) };
    case 'gops-served':
      return {
        act: 'gops',
        ...footageMembers(event),
        gops: event.detail?.gops,
        bytes: event.detail?.sizeBytes,
      };
    case 'download-issued':
      return {
        act: 'download',
        ...transferMembers(event),
        ...(event.cameraId && { footage: footageMembers(event) }),
      };
    case 'download-ended':
      return { act: 'downloaded', ...transferMembers(event), sent: event.detail?.sentBytes };
    default:
      return undefined;
  }
}

const rangeMembers = ({ range }: { readonly range?: TimeRange }): object =>
  range ? { t0: formatInstant(range.fromMs), t1: formatInstant(range.toMs) } : {};

const footageMembers = (look: { readonly cameraId?: CameraId; readonly range?: TimeRange }): object => ({
  cam: look.cameraId,
  ...rangeMembers(look),
});

const transferMembers = ({ detail }: CustodyEvent): object => ({
  exp: detail?.exportId,
  first: detail?.firstByte,
  last: detail?.lastByte,
});
