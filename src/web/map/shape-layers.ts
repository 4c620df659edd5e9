import L from 'leaflet';
import type { WardMap } from '../api/shapes.ts';
import { themeColour } from '../parts/colour-scheme.ts';
import { mapName, nameStyle } from './map-layers.ts';

type Shape = WardMap['features'][number]['properties'];

const lowest = { neighbourhood: 0, street: 1, building: 2, landmark: 3 } as const;

/** Neighbourhoods, streets upon them, buildings, landmarks; each with its name, if it has one. Below everything else. */
export function drawShapes(
  group: L.LayerGroup,
  shapes: WardMap | undefined,
  chosen: string | undefined,
): void {
  group.clearLayers();
  if (!shapes) return;
  const kinds = Object.keys(lowest) as (keyof typeof lowest)[];
  for (const kind of kinds) {
    const features = shapes.features.filter(({ properties }) => properties.kind === kind);
    const collection = { ...shapes, features } as GeoJSON.FeatureCollection<GeoJSON.Geometry, Shape>;
    // A street has a kerb: the same line below it, a little wider.
    if (kind === 'street') L.geoJSON(collection, { style: kerb() }).addTo(group);
    L.geoJSON(collection, {
      style: (feature) => styleOf(kind, isNeighbourhood(feature?.properties as Shape | undefined, chosen)),
      pointToLayer: (_feature, place) =>
        L.circleMarker(place, { ...styleOf(kind, false), radius: 3, fillOpacity: 1 }),
      onEachFeature: ({ properties }, layer) => name(layer, properties as Shape),
    }).addTo(group);
  }
}

const kerb = (): L.PathOptions => ({ color: themeColour('map-line'), weight: 7, interactive: false });

function styleOf(kind: keyof typeof lowest, isChosen: boolean): L.PathOptions {
  if (kind === 'building') return buildingStyle();
  if (kind === 'street') return { color: themeColour('map-street'), weight: 5, interactive: false };
  const color = themeColour(isChosen ? 'place' : 'map-line');
  const fillColor = themeColour(isChosen ? 'place' : 'map-area');
  const fillOpacity = isChosen ? 0.08 : 1;
  return { color, fillColor, fillOpacity, weight: isChosen ? 2 : 1, interactive: false };
}

const buildingStyle = (): L.PathOptions => ({
  color: themeColour('map-street'),
  fillColor: themeColour('map-line'),
  fillOpacity: 1,
  weight: 1,
  interactive: false,
});

const isNeighbourhood = (shape: Shape | undefined, id: string | undefined): boolean =>
  id !== undefined && shape?.neighbourhoodId === id;

const name = (layer: L.Layer, { kind, name }: Shape): void => {
  if (kind === 'building') return;
  const direction = kind === 'landmark' ? 'right' : 'center';
  layer.bindTooltip(mapName(name), { ...nameStyle(kind), direction });
};
