import {
  type CheckedRequest,
  checkedRequest,
  type FootageRequest,
  type Permit,
  permitLook,
  type Wanted,
} from '../../access/index.ts';
import { hullOf } from '../../core/index.ts';
import type { ExportChoice, Manifest, Source } from '../../evidence/index.ts';
import type { StoredSegment } from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { UserCall } from '../route.ts';

/** A camera, and what of it is wanted. */
type Stretch = Pick<Permit, 'cameraId'> & { readonly wanted: Wanted };

/** The permit for each of them, by the request as it is now. Errors: those of `permitLook`. */
export async function permitsOf(
  deps: Pick<ApiDeps, 'checkedRequests' | 'clock'>,
  { user, params: { id = '' } }: UserCall,
  stretches: readonly Stretch[],
): Promise<Permit[]> {
  const asked: CheckedRequest | undefined = await checkedRequest(deps, id);
  const nowMs = deps.clock.nowMs();
  return stretches.map(({ cameraId, wanted }) =>
    permitLook({ asked, user, cameraId, isExport: true, nowMs, wanted }),
  );
}

/** An order takes of each camera all that the request opens, or a stretch within it. */
export function stretchesOfOrder(
  request: FootageRequest,
  { cameraIds = request.cameraIds, range }: Pick<ExportChoice, 'cameraIds' | 'range'>,
): Stretch[] {
  const wanted: Wanted = range ? { kind: 'stretch', range } : { kind: 'whole' };
  return cameraIds.map((cameraId) => ({ cameraId, wanted }));
}

/** For every camera of the request, the time that its footage in the bundle covers. */
export function stretchesOf({ cameraIds }: FootageRequest, manifest: Manifest | undefined): Stretch[] {
  const all = (manifest?.files ?? []).flatMap(({ source }) => segmentsOf(source));
  return cameraIds.map((cameraId) => {
    const own = all.filter((segment) => segment.cameraId === cameraId);
    const wanted: Wanted = own.length === 0 ? { kind: 'whole' } : { kind: 'stored', range: hullOf(own) };
    return { cameraId, wanted };
  });
}

/** The permit opens these cameras, each in its range. */
export const stretchOf = ({ cameraId, range }: Permit): Stretch => ({
  cameraId,
  wanted: { kind: 'stored', range },
});

function segmentsOf(source: Source): readonly StoredSegment[] {
  switch (source.kind) {
    case 'original':
    case 'picture':
      return [source.segment];
    case 'clip':
      return source.clip.stretches.map(({ segment }) => segment);
    case 'index':
      return source.segments;
    case 'paper':
      return [];
  }
}
