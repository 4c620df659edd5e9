import L from 'leaflet';
import { useEffect, useState } from 'preact/hooks';
import type { Point } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import { themeColour } from '../parts/colour-scheme.ts';

interface AreaDrawingProps {
  readonly map: L.Map;
  readonly isDrawing: boolean;
  readonly setDrawing: (isDrawing: boolean) => void;
  readonly finish: (corners: readonly Point[]) => void;
}

const minCorners = 3;

/** An area by its corners: clicked one by one, or, by keyboard, set at the middle of the map that arrow keys move. */
export function AreaDrawing({ map, isDrawing, setDrawing, finish }: AreaDrawingProps) {
  const { mapWords: words } = useMessages();
  const [corners, setCorners] = useState<readonly Point[]>([]);
  const add = ({ lat, lng }: L.LatLng) => setCorners((before) => [...before, { lat, lon: lng }]);
  useClicks(map, isDrawing, add);
  useOutline(map, isDrawing ? corners : []);
  const stop = () => {
    setDrawing(false);
    setCorners([]);
  };
  if (!isDrawing)
    return (
      <div class="map-tools">
        <button type="button" onClick={() => setDrawing(true)}>
          {words.drawArea}
        </button>
      </div>
    );
  return (
    <div class="map-tools">
      <p class="hint">{words.drawHint}</p>
      <button type="button" onClick={() => add(map.getCenter())}>
        {words.addCorner}
      </button>
      <button type="button" onClick={() => setCorners(corners.slice(0, -1))} disabled={corners.length === 0}>
        {words.dropCorner}
      </button>
      <button
        type="button"
        class="primary"
        disabled={corners.length < minCorners}
        onClick={() => {
          finish(corners);
          stop();
        }}
      >
        {words.finishArea(corners.length)}
      </button>
      <button type="button" class="plain" onClick={stop}>
        {words.stopDrawing}
      </button>
    </div>
  );
}

function useClicks(map: L.Map, isDrawing: boolean, add: (at: L.LatLng) => void): void {
  useEffect(() => {
    if (!isDrawing) return undefined;
    const click = ({ latlng }: L.LeafletMouseEvent) => add(latlng);
    map.on('click', click);
    map.doubleClickZoom.disable();
    map.getContainer().classList.add('is-drawing');
    map.getContainer().focus();
    return () => {
      map.off('click', click);
      map.doubleClickZoom.enable();
      map.getContainer().classList.remove('is-drawing');
    };
  }, [map, isDrawing]);
}

function useOutline(map: L.Map, corners: readonly Point[]): void {
  useEffect(() => {
    const color = themeColour('place');
    const places = corners.map(({ lat, lon }) => L.latLng(lat, lon));
    const group = L.layerGroup(
      places.map((at) => L.circleMarker(at, { color, radius: 5, fillOpacity: 1, interactive: false })),
    ).addTo(map);
    L.polygon(places, { color, weight: 2, fillOpacity: 0.1, interactive: false }).addTo(group);
    return () => void group.remove();
  }, [map, corners]);
}
