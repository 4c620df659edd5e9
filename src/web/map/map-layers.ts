import L from 'leaflet';
import type { CameraPlace, Point } from '../api/shapes.ts';
import { themeColour } from '../parts/colour-scheme.ts';
import { cornersOf, viewCone } from './geometry.ts';

/** How far a cone is drawn: a hint of direction that can be seen at every zoom, no promise of what is recognised. */
export function coneLengthM(map: L.Map): number {
  const centre = map.getCenter();
  const aside = map.unproject(map.project(centre).add([36, 0]));
  return Math.max(40, centre.distanceTo(aside));
}

/** A camera as the map shows it. */
export interface MapCamera {
  readonly id: string;
  readonly name: string;
  readonly place: CameraPlace;
  readonly tone: 'usual' | 'chosen' | 'faint' | 'bad';
}

const at = ({ lat, lon }: Point): [number, number] => [lat, lon];

const toneColour = { usual: 'accent', chosen: 'warn', faint: 'line-strong', bad: 'bad' } as const;

export function drawCameras(
  group: L.LayerGroup,
  cameras: readonly MapCamera[],
  lengthM: number,
  choose: ((id: string) => void) | undefined,
): void {
  group.clearLayers();
  for (const { id, name, place, tone } of cameras) {
    const colour = themeColour(toneColour[tone]);
    const cone = viewCone(place, lengthM).map(at);
    const common = { color: colour, weight: 1, bubblingMouseEvents: choose === undefined };
    if (cone.length > 0)
      L.polygon(cone, { ...common, fillOpacity: tone === 'chosen' ? 0.45 : 0.2 }).addTo(group);
    const dot = L.circleMarker(at(place), { ...common, radius: tone === 'chosen' ? 8 : 6, fillOpacity: 1 });
    nameCamera(dot, name, tone);
    dot.addTo(group);
    if (choose) dot.on('click', () => choose(id));
  }
}

/** Beside it where there is room, and always under the pointer; of cameras that stand back under the pointer alone. */
function nameCamera(dot: L.CircleMarker, name: string, tone: MapCamera['tone']): void {
  if (tone === 'faint') {
    dot.bindTooltip(mapName(name));
    return;
  }
  dot.bindTooltip(mapName(name), { ...nameStyle('camera'), direction: 'top', offset: [0, -6] });
  dot.on('mouseover mouseout', ({ type }) =>
    dot
      .getTooltip()
      ?.getElement()
      ?.classList.toggle('is-pointed', type === 'mouseover'),
  );
}

/** The area of interest: a radius around a point, or all of a box; a neighbourhood is drawn as its own shape. */
export interface MapArea extends Point {
  readonly bbox?: string;
  /** `lat,lon;lat,lon;…` */
  readonly polygon?: string;
  readonly neighbourhood?: string;
  readonly name?: string;
}

export function drawPlace(group: L.LayerGroup, place: MapArea | undefined, radiusM: number): void {
  group.clearLayers();
  if (!place) return;
  const color = themeColour('place');
  const style = { color, weight: 2, dashArray: '6 5', fillOpacity: 0.05, interactive: false };
  if (place.polygon) L.polygon(cornersOf(place.polygon).map(at), style).addTo(group);
  else if (place.bbox) L.rectangle(boundsOfBox(place.bbox), style).addTo(group);
  else if (!place.neighbourhood) L.circle(at(place), { ...style, radius: radiusM }).addTo(group);
  const ring = { radius: 7, color: themeColour('surface'), weight: 3, interactive: false };
  const pin = L.circleMarker(at(place), { ...ring, fillColor: color, fillOpacity: 1 }).addTo(group);
  if (place.name) pin.bindTooltip(mapName(place.name), { ...nameStyle('place'), direction: 'top' });
}

/** As text, never as markup: names come from imported files. */
export function mapName(name: string): HTMLElement {
  const label = document.createElement('span');
  label.textContent = name;
  return label;
}

export const nameStyle = (kind: string): L.TooltipOptions => ({
  permanent: true,
  interactive: false,
  opacity: 1,
  className: `map-name is-${kind}`,
});

/** Parses `west,south,east,north`. */
export function boundsOfBox(bbox: string): L.LatLngBounds {
  const [west = 0, south = 0, east = 0, north = 0] = bbox.split(',').map(Number);
  return L.latLngBounds([south, west], [north, east]);
}
