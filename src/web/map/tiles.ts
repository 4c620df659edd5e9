import L from 'leaflet';
import type { ConsoleSettings } from '../api/shapes.ts';
import { useConsoleSettings } from '../base/console-settings.ts';

type MapTiles = NonNullable<ConsoleSettings['mapTiles']>;

/** Where the site has pictures under its map from, if it chose any. */
export const useMapTiles = (): MapTiles | undefined => useConsoleSettings()?.mapTiles;

/** Pictures below all shapes, from the server that the site has chosen. */
export function layTiles(map: L.Map, { url, credit }: MapTiles): () => void {
  const layer = L.tileLayer(url, { maxZoom: 20, maxNativeZoom: 19, opacity: 0.8 }).addTo(map);
  const corner = L.control.attribution({ prefix: false }).addTo(map);
  const named = document.createElement('span');
  named.textContent = credit;
  corner.addAttribution(named.innerHTML);
  return () => {
    layer.remove();
    corner.remove();
  };
}
