import L from 'leaflet';
import 'leaflet/dist/leaflet.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Point, WardMap } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import { useColourScheme } from '../parts/colour-scheme.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { cornersOf } from './geometry.ts';
import { MapCanvas } from './map-canvas.ts';
import {
  boundsOfBox,
  coneLengthM,
  drawCameras,
  drawPlace,
  type MapArea,
  type MapCamera,
} from './map-layers.ts';
import { showNames } from './names.ts';
import { drawShapes } from './shape-layers.ts';
import { useMapShapes } from './shapes-query.ts';
import { layTiles, useMapTiles } from './tiles.ts';

interface MapProps {
  readonly label: string;
  readonly cameras: readonly MapCamera[];
  /** In place of the ward's own shapes. */
  readonly shapes?: WardMap;
  /** Whether the first view has all shapes in it, beside the cameras. */
  readonly framesShapes?: boolean;
  readonly place?: MapArea | undefined;
  readonly radiusM?: number;
  /** Identifies the initial view; the map moves again only when this key changes. */
  readonly frameKey: string;
  readonly choosePlace?: (place: Point) => void;
  readonly chooseCamera?: (id: string) => void;
  /** Draws more on the map, as long as it is shown. */
  readonly children?: (map: L.Map) => ComponentChildren;
}

interface Drawn {
  readonly map: L.Map;
  readonly shapes: L.FeatureGroup;
  readonly place: L.LayerGroup;
  readonly cameras: L.LayerGroup;
}

/** Where a ward without any camera opens: the middle of the country's north-east coast. */
const nowhere: L.LatLngTuple = [21.01, 107.35];

/** A map drawn on one canvas, which needs no internet: what is on it comes from the service. */
export function CameraMap(props: MapProps) {
  const { mapWords } = useMessages();
  const box = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn>();
  const [zoom, setZoom] = useState(0);
  const own = useMapShapes();
  const shapes = props.shapes ?? own.data;
  const tiles = useMapTiles();
  const scheme = useColourScheme();
  const acts = useRef(props);
  acts.current = props;

  useEffect(() => {
    if (!box.current) return undefined;
    const begun = begin(box.current, mapWords);
    begun.map.on('click', ({ latlng }: L.LeafletMouseEvent) =>
      acts.current.choosePlace?.({ lat: latlng.lat, lon: latlng.lng }),
    );
    begun.map.on('zoomend', () => setZoom(begun.map.getZoom()));
    begun.map.on('zoomend moveend', () => showNames(begun.map));
    setDrawn(begun);
    const fit = new ResizeObserver(() => begun.map.invalidateSize());
    fit.observe(box.current);
    return () => {
      fit.disconnect();
      begun.map.remove();
    };
  }, [mapWords]);

  const { cameras, place, radiusM = 0, frameKey } = props;
  useEffect(
    () => drawn && drawShapes(drawn.shapes, shapes, place?.neighbourhood),
    [drawn, shapes, place?.neighbourhood, scheme],
  );
  useEffect(() => drawn && tiles && layTiles(drawn.map, tiles), [drawn, tiles]);
  // Later layers lie above: place and cameras are redrawn after the shapes below them.
  useEffect(
    () => drawn && drawPlace(drawn.place, place, radiusM),
    [
      ...[drawn, shapes, radiusM, place?.lat, place?.lon, place?.name],
      ...[place?.bbox, place?.polygon, place?.neighbourhood, scheme],
    ],
  );
  useEffect(
    () =>
      drawn &&
      drawCameras(
        drawn.cameras,
        cameras,
        coneLengthM(drawn.map),
        acts.current.chooseCamera && ((id) => acts.current.chooseCamera?.(id)),
      ),
    [drawn, shapes, cameras, zoom, scheme],
  );
  const { framesShapes = cameras.length === 0 } = props;
  useEffect(() => drawn && frame(drawn, props), [drawn, frameKey]);
  useEffect(() => {
    if (drawn && !place && framesShapes) frame(drawn, props);
  }, [drawn, shapes]);
  useEffect(() => drawn && showNames(drawn.map), [drawn, shapes, place, cameras, zoom, scheme]);
  return (
    <>
      <div ref={box} class="map" role="application" aria-label={`${props.label}. ${mapWords.help}`} />
      {shapes?.features.length === 0 && !tiles && <p class="hint">{mapWords.empty}</p>}
      {!props.shapes && <ProblemNotice problem={own.problem} retry={own.reload} />}
      {drawn && props.children?.(drawn.map)}
    </>
  );
}

function begin(box: HTMLElement, words: { zoomIn: string; zoomOut: string }): Drawn {
  const map = L.map(box, {
    renderer: new MapCanvas(),
    zoomControl: false,
    attributionControl: false,
    maxZoom: 20,
    zoomSnap: 0.25,
    // A name that fades away still takes room.
    fadeAnimation: false,
  });
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  L.control.scale({ imperial: false }).addTo(map);
  map.setView(nowhere, 14);
  const group = () => L.layerGroup().addTo(map);
  return { map, shapes: L.featureGroup().addTo(map), place: group(), cameras: group() };
}

/** Around the place, else all cameras, else the whole ward. */
function frame({ map, shapes }: Drawn, { cameras, place, radiusM = 0, framesShapes }: MapProps): void {
  const bounds = cameras.length === 0 || framesShapes ? shapes.getBounds() : L.latLngBounds([]);
  if (place) {
    const around = boundsOfArea(place, radiusM);
    map.fitBounds(around.pad(0.05), { maxZoom: 18, animate: false });
    return;
  }
  for (const camera of cameras) bounds.extend([camera.place.lat, camera.place.lon]);
  if (bounds.isValid()) map.fitBounds(bounds, { padding: [40, 40], maxZoom: 18, animate: false });
}

function boundsOfArea({ polygon, bbox, neighbourhood, lat, lon }: MapArea, radiusM: number): L.LatLngBounds {
  if (polygon) return L.latLngBounds(cornersOf(polygon).map((corner) => L.latLng(corner.lat, corner.lon)));
  if (bbox) return boundsOfBox(bbox);
  return L.latLng(lat, lon).toBounds(neighbourhood ? 1_000 : Math.max(radiusM, 50) * 2.1);
}
