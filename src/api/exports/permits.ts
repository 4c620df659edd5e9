import { checkedRequest, type FootageRequest, type Permit, permitLook } from '../../access/index.ts';
import { hullOf, type TimeRange } from '../../core/index.ts';
import type { Manifest } from '../../evidence/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import type { UserCall } from '../route.ts';

/** A camera, and what of it is wanted: all that the request opens unless a stretch of originals is named. */
type Stretch = Pick<Permit, 'cameraId'> & { readonly range?: TimeRange };

/** The permit for each of them, by the request as it is now. Errors: those of `permitLook`. */
export async function permitsOf(
  deps: Pick<ApiDeps, 'checkedRequests' | 'clock'>,
  { user, params: { id = '' } }: UserCall,
  stretches: readonly Stretch[],
): Promise<Permit[]> {
  const asked = await checkedRequest(deps, id);
  const nowMs = deps.clock.nowMs();
  return stretches.map(({ cameraId, range }) =>
    permitLook({
      asked,
      user,
      cameraId,
      isExport: true,
      nowMs,
      wanted: range ? { kind: 'stored', range } : { kind: 'whole' },
    }),
  );
}

/** For every camera of the request, the time that its originals in the bundle cover. */
export function stretchesOf({ cameraIds }: FootageRequest, manifest: Manifest | undefined): Stretch[] {
  const originals = (manifest?.files ?? []).flatMap(({ source }) =>
    source.kind === 'original' ? [source.segment] : [],
  );
  return cameraIds.map((cameraId) => {
    const own = originals.filter((segment) => segment.cameraId === cameraId);
    return own.length === 0 ? { cameraId } : { cameraId, range: hullOf(own) };
  });
}
