import { type RawBuilder, type Selectable, sql } from 'kysely';
import { invalid } from '../../../core/index.ts';
import type { Area, FilmingCamera } from '../../../footage/index.ts';
import { type Box, boxOfPolygon, distanceM, polygonContains } from '../../../places/index.ts';
import { cameraPlaceOf } from '../camera/rows.ts';
import type { Database } from '../database.ts';
import type { Tables } from '../tables/tables.ts';

/** PostgreSQL's earth is a little larger than ours; what it lets through too much is measured again. */
const reachFactor = 1.01;

type Row = Selectable<Tables['camera']> & { readonly stream_id: FilmingCamera['streamId'] };

/** Cameras in an area: by index as far as that goes, then exactly, by the same functions that rank them. */
export async function searchCameras(db: Database, area: Area, field: string): Promise<FilmingCamera[]> {
  const { rows } = await sql<Row>`
    select c.*, s.id as stream_id
      from camera c join stream s on s.camera_id = c.id and s.recorded
      where ${await conditionOf(db, area, field)}`.execute(db);
  const cameras = rows.map(filmingOf).filter((camera) => isIn(area, camera));
  if (area.kind === 'cameras' && cameras.length < new Set(area.cameraIds).size) {
    throw invalid('unknown-camera', 'There is no such camera.', field);
  }
  return cameras;
}

async function conditionOf(db: Database, area: Area, field: string): Promise<RawBuilder<unknown>> {
  switch (area.kind) {
    case 'near': {
      const { lat, lon } = area.centre;
      return sql`c.lat is not null and earth_box(ll_to_earth(${lat}, ${lon}), ${area.radiusM * reachFactor})
        @> ll_to_earth(c.lat, c.lon)`;
    }
    case 'bbox':
      return withinBox(area.box);
    case 'polygon':
      return withinBox(boxOfPolygon(area.polygon));
    case 'neighbourhood':
      return sql`c.neighbourhood_id = any(${await neighbourhoodIds(db, area.neighbourhood, field)})`;
    case 'cameras':
      return sql`c.id = any(${area.cameraIds})`;
  }
}

const withinBox = ({ west, south, east, north }: Box): RawBuilder<unknown> =>
  sql`c.lat between ${south} and ${north} and c.lon between ${west} and ${east}`;

/** By id or by name; two sites may use one name. */
async function neighbourhoodIds(db: Database, text: string, field: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from neighbourhood where id = ${text} or lower(name) = lower(${text.normalize('NFC')})`.execute(
    db,
  );
  if (rows.length === 0) throw invalid('unknown-neighbourhood', 'There is no such neighbourhood.', field);
  return rows.map(({ id }) => id);
}

function filmingOf(row: Row): FilmingCamera {
  const place = cameraPlaceOf(row);
  return {
    id: row.id,
    name: row.name,
    neighbourhoodId: row.neighbourhood_id,
    enabled: row.enabled,
    streamId: row.stream_id,
    ...(row.display_aspect === null ? {} : { displayAspect: row.display_aspect }),
    ...(place && { place }),
  };
}

function isIn(area: Area, { place }: FilmingCamera): boolean {
  if (area.kind === 'near') return place !== undefined && distanceM(place, area.centre) <= area.radiusM;
  if (area.kind === 'polygon') return place !== undefined && polygonContains(area.polygon, place);
  return true;
}
