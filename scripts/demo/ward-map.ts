import { wardGazetteer, wardGeoJson } from '../ward/index.ts';
import type { ApiClient } from './api-client.ts';

export interface WardMapKept {
  readonly shapes: number;
  readonly names: number;
}

/** Imports the ward's map and its place names from two files, and makes the neighbourhoods of the map. */
export async function bringMap({ api }: ApiClient): Promise<WardMapKept> {
  const map = new Blob([JSON.stringify(wardGeoJson())], { type: 'application/geo+json' });
  const { kept: shapes } = await api.importMap({ createNeighbourhoods: 'true' }, map);
  const gazetteer = new Blob([wardGazetteer()], { type: 'text/csv' });
  const { kept: names, faults } = await api.importGazetteer(gazetteer);
  if (faults.length > 0) throw new Error(`the gazetteer has ${faults.length} faults`);
  return { shapes, names };
}

export interface FoundByName {
  readonly name: string;
  readonly cameras: number;
}

/** Finds a place by its name typed without accents, then the cameras within a kilometre of it. */
export async function findByName({ api }: ApiClient, typed: string): Promise<FoundByName> {
  const [place] = (await api.findPlaces({ q: typed })).places;
  if (!place) throw new Error(`nothing is called ${typed}`);
  const nowMs = Date.now();
  const range = { from: new Date(nowMs - 60_000).toISOString(), to: new Date(nowMs).toISOString() };
  const { cameras } = await api.lookUpFootage({ place: place.name, radiusM: '1000', ...range });
  return { name: place.name, cameras: cameras.length };
}
