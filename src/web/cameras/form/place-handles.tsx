import L from 'leaflet';
import { useEffect, useState } from 'preact/hooks';
import type { CameraPlace } from '../../api/shapes.ts';
import { bearingTo, pointAt, turnBetween } from '../../map/geometry.ts';
import { coneLengthM } from '../../map/map-layers.ts';
import { useMessages } from '../../messages/language.tsx';

interface HandlesProps {
  readonly map: L.Map;
  readonly place: CameraPlace;
  readonly change: (place: CameraPlace) => void;
}

const usualFieldOfViewDeg = 90;
const [narrowestDeg, widestDeg] = [10, 180];

/** Two dots at the end of the cone: the middle one turns the camera, the one at its edge widens what it sees. */
export function PlaceHandles({ map, place, change }: HandlesProps) {
  const { enrolment: words } = useMessages();
  const { lat, lon, bearingDeg = 0, fieldOfViewDeg = usualFieldOfViewDeg } = place;
  const zoom = useZoom(map);
  useEffect(() => {
    const hang = (atDeg: number, title: string, moved: (bearing: number) => void) => {
      const end = pointAt({ lat, lon }, atDeg, coneLengthM(map));
      const icon = L.divIcon({ className: 'bearing-handle', iconSize: [24, 24] });
      const handle = L.marker([end.lat, end.lon], { icon, draggable: true, title, keyboard: false });
      handle.on('dragend', () => {
        const { lat: endLat, lng } = handle.getLatLng();
        moved(bearingTo(place, { lat: endLat, lon: lng }));
      });
      return handle.addTo(map);
    };
    const turn = hang(bearingDeg, words.bearingHandle, (bearing) =>
      change({ ...place, bearingDeg: bearing }),
    );
    const widen = hang(bearingDeg + fieldOfViewDeg / 2, words.fieldOfViewHandle, (bearing) => {
      const wanted = 2 * turnBetween(bearingDeg, bearing);
      change({ ...place, fieldOfViewDeg: Math.min(widestDeg, Math.max(narrowestDeg, wanted)) });
    });
    return () => {
      turn.remove();
      widen.remove();
    };
  }, [map, lat, lon, bearingDeg, fieldOfViewDeg, words, zoom]);
  return null;
}

/** The cone is as long on the screen at every zoom: its end moves. */
function useZoom(map: L.Map): number {
  const [zoom, setZoom] = useState(map.getZoom());
  useEffect(() => {
    const follow = () => setZoom(map.getZoom());
    map.on('zoomend', follow);
    return () => {
      map.off('zoomend', follow);
    };
  }, [map]);
  return zoom;
}
