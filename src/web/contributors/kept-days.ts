import type { RetentionPolicy } from '../../client/index.ts';
import type { ListedCamera } from '../api/shapes.ts';

/** How many days footage of a camera is kept: its own rule, else its neighbourhood's, else that of all. */
export const keptDays = (
  { cameras, neighbourhoods, days }: RetentionPolicy,
  { id, neighbourhoodId }: Pick<ListedCamera, 'id' | 'neighbourhoodId'>,
): number =>
  cameras.find(({ cameraId }) => cameraId === id)?.days ??
  neighbourhoods.find((rule) => rule.neighbourhoodId === neighbourhoodId)?.days ??
  days;
