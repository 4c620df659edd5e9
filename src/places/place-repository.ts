import type { CameraId, NeighbourhoodId, SiteId } from '../core/index.ts';
import type { Box, Polygon } from './area.ts';
import type { Place } from './place.ts';
import type { NamedPlace, PlaceKind, ShapeGeometry } from './ward-map.ts';

/** A place that a name may mean. A camera is found by its name, address and landmark. */
export interface FoundPlace {
  readonly kind: PlaceKind | 'camera';
  readonly name: string;
  /** Other names of it. */
  readonly aliases: readonly string[];
  readonly at?: Place;
  readonly box?: Box;
  readonly neighbourhoodId?: NeighbourhoodId;
  readonly cameraId?: CameraId;
}

export interface MapShape {
  readonly kind: PlaceKind | 'building';
  /** Empty of a building. */
  readonly name: string;
  readonly geometry: ShapeGeometry;
  readonly neighbourhoodId?: NeighbourhoodId;
}

/** What a file brings. */
export interface BroughtPlaces {
  readonly places: readonly NamedPlace[];
  /** Outlines of buildings; without any, those of before stay. */
  readonly buildings?: readonly Polygon[];
}

export interface KeptPlaces {
  readonly kept: number;
  /** Neighbourhoods on the map that the register does not know, and were not made. */
  readonly unknownNeighbourhoods: readonly string[];
}

/** The places of the ward by name. Errors: `unavailable` `catalogue-unavailable`. */
export interface PlaceRepository {
  /**
   * One transaction: a place of the same kind and name is replaced, but a gazetteer takes no shape away and a map no
   * alias. Neighbourhoods are tied to those of the register by name. Buildings replace all those of the site.
   */
  keep(siteId: SiteId, brought: BroughtPlaces, mayCreateNeighbourhoods: boolean): Promise<KeptPlaces>;
  /** Everything whose folded name, alias, address or landmark holds each word of the folded query. */
  candidates(folded: string): Promise<FoundPlace[]>;
  shapes(): Promise<MapShape[]>;
  /** How many `shapes` there are, without reading them. */
  shapeCount(): Promise<number>;
}
