import L from 'leaflet';
import type { CameraPlace, Point } from '../api/shapes.ts';
import { viewCone } from './geometry.ts';

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

/** The colours of the theme, read where they stand: in the style sheet. */
export function themeColour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

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
    dot.bindTooltip(document.createTextNode(name) as unknown as HTMLElement).addTo(group);
    if (choose) dot.on('click', () => choose(id));
  }
}

export function drawPlace(group: L.LayerGroup, place: Point | undefined, radiusM: number): void {
  group.clearLayers();
  if (!place) return;
  const color = themeColour('bad');
  L.circle(at(place), {
    radius: radiusM,
    color,
    weight: 2,
    dashArray: '6 5',
    fillOpacity: 0.04,
    interactive: false,
  }).addTo(group);
  L.circleMarker(at(place), { radius: 5, color, fillOpacity: 1, interactive: false }).addTo(group);
}

/** Neighbourhoods and streets (GeoJSON), below everything else. */
export function drawShapes(group: L.LayerGroup, shapes: GeoJSON.GeoJsonObject | undefined): void {
  group.clearLayers();
  if (!shapes) return;
  const style = { color: themeColour('map-line'), weight: 1.5, fillOpacity: 0.06, interactive: false };
  L.geoJSON(shapes, {
    style,
    pointToLayer: (_feature, place) => L.circleMarker(place, { ...style, radius: 2 }),
  }).addTo(group);
}
