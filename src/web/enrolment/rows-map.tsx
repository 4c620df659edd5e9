import type { ImportRow } from '../../client/index.ts';
import { CameraMap } from '../map/map.tsx';
import type { MapCamera } from '../map/map-layers.ts';
import { useMessages } from '../messages/language.tsx';

/** Where the cameras of a file would stand, before they are registered. */
export function RowsMap({ rows }: { readonly rows: readonly ImportRow[] }) {
  const { import: words } = useMessages();
  const cameras = rows.flatMap(cameraOf);
  if (cameras.length === 0) return null;
  const frameKey = cameras.map(({ place: { lat, lon } }) => `${lat},${lon}`).join(' ');
  return (
    <section class="panel stack" aria-label={words.map}>
      <h2>{words.map}</h2>
      <div class="picker-map">
        <CameraMap label={words.map} cameras={cameras} framesShapes frameKey={frameKey} />
      </div>
    </section>
  );
}

function cameraOf({ line, cells, state }: ImportRow): MapCamera[] {
  const [lat, lon] = [cells.lat, cells.lon].map((text) => Number((text || 'none').replace(',', '.')));
  if (lat === undefined || lon === undefined || !(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) return [];
  const tone = state === 'bad' ? 'bad' : 'chosen';
  return [{ id: String(line), name: cells.name ?? String(line), place: { lat, lon }, tone }];
}
