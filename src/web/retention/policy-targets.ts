import { api } from '../api/client.ts';
import { useQuery } from '../base/query.ts';
import { useCameras } from '../names/camera-names.ts';
import type { RuleDraft } from './policy-draft.ts';

/** A neighbourhood or a camera, by name. */
export interface PolicyTarget {
  readonly of: string;
  readonly kind: RuleDraft['kind'];
  readonly name: string;
}

/** All that may have a time of its own. */
export function usePolicyTargets(): readonly PolicyTarget[] {
  const neighbourhoods = useQuery('neighbourhoods', (signal) => api.listNeighbourhoods({ signal }));
  const cameras = useCameras();
  return [
    ...(neighbourhoods.data?.neighbourhoods ?? []).map(
      ({ id, name }): PolicyTarget => ({ of: id, kind: 'neighbourhood', name }),
    ),
    ...(cameras.data?.cameras ?? []).map(({ id, name }): PolicyTarget => ({ of: id, kind: 'camera', name })),
  ];
}
