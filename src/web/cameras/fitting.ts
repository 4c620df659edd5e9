import type { ListedCamera } from '../api/shapes.ts';
import { useNeighbourhoodNames } from '../names/neighbourhood-names.ts';
import { plain } from '../time/spoken-moment.ts';

/** Those whose name, neighbourhood or address has what is typed, with or without diacritics. */
export function useFitting(cameras: readonly ListedCamera[], sought: string): readonly ListedCamera[] {
  const names = useNeighbourhoodNames();
  const textOf = ({ name, neighbourhoodId, streetAddress, landmark, address }: ListedCamera) =>
    plain([name, names.get(neighbourhoodId), streetAddress, landmark, address].filter(Boolean).join(' '));
  return cameras.filter((camera) => textOf(camera).includes(plain(sought)));
}
