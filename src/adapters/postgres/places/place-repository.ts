import { type Selectable, sql, type Transaction } from 'kysely';
import { type Clock, fold, type NeighbourhoodId, newId, type SiteId } from '../../../core/index.ts';
import type {
  BroughtPlaces,
  FoundPlace,
  KeptPlaces,
  MapShape,
  NamedPlace,
  PlaceRepository,
  ShapeGeometry,
} from '../../../places/index.ts';
import { type Database, onCatalogue } from '../database.ts';
import type { Tables } from '../tables/tables.ts';
import { replaceBuildings } from './kept-buildings.ts';

type Trx = Transaction<Tables>;
type Neighbourhoods = ReadonlyMap<string, NeighbourhoodId>;

const maxCandidates = 500;

export class PostgresPlaceRepository implements PlaceRepository {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  keep(siteId: SiteId, { places, buildings = [] }: BroughtPlaces, mayCreate: boolean): Promise<KeptPlaces> {
    return onCatalogue(() =>
      this.db.transaction().execute(async (trx) => {
        const names = places.filter(({ kind }) => kind === 'neighbourhood').map(({ name }) => name);
        if (mayCreate) await this.createNeighbourhoods(trx, siteId, names);
        const known = await neighbourhoodsByName(trx);
        for (const place of places) await this.keepOne(trx, { place, known });
        if (buildings.length > 0) await replaceBuildings(trx, siteId, buildings);
        return {
          kept: places.length,
          unknownNeighbourhoods: names.filter((name) => !known.has(fold(name))),
        };
      }),
    );
  }

  async candidates(folded: string): Promise<FoundPlace[]> {
    const words = folded.split(' ');
    const [places, neighbourhoods, cameras] = await onCatalogue(() =>
      Promise.all([
        sql<Selectable<Tables['place']>>`
          select * from place where folded like all(${words.map((word) => `%${word}%`)}::text[])
          order by length(folded) limit ${maxCandidates}`.execute(this.db),
        this.db.selectFrom('neighbourhood').selectAll().execute(),
        this.db
          .selectFrom('camera')
          .select(['id', 'name', 'lat', 'lon', 'street_address', 'landmark', 'neighbourhood_id'])
          .execute(),
      ]),
    );
    const placed = new Set(places.rows.map((row) => row.neighbourhood_id));
    const unplaced = neighbourhoods.filter(({ id }) => !placed.has(id)).map(neighbourhoodOf);
    const holdsAll = ({ name, aliases }: FoundPlace): boolean => {
      const text = fold([name, ...aliases].join(' '));
      return words.every((word) => text.includes(word));
    };
    return [...places.rows.map(placeOf), ...[...unplaced, ...cameras.map(cameraOf)].filter(holdsAll)];
  }

  async shapeCount(): Promise<number> {
    const { count } = await onCatalogue(() =>
      this.db
        .selectFrom('place')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .where('geometry', 'is not', null)
        .executeTakeFirstOrThrow(),
    );
    return Number(count);
  }

  async shapes(): Promise<MapShape[]> {
    const rows = await onCatalogue(() =>
      this.db
        .selectFrom('place')
        .select(['kind', 'name', 'geometry', 'neighbourhood_id'])
        .where('geometry', 'is not', null)
        .orderBy('kind')
        .orderBy('name')
        .execute(),
    );
    return rows.map(({ kind, name, geometry, neighbourhood_id }) => ({
      kind,
      name,
      // Only `keepOne` writes it.
      geometry: geometry as ShapeGeometry,
      ...(neighbourhood_id === null ? {} : { neighbourhoodId: neighbourhood_id }),
    }));
  }

  private async createNeighbourhoods(trx: Trx, site_id: SiteId, names: readonly string[]): Promise<void> {
    const known = await neighbourhoodsByName(trx);
    for (const name of names.filter((candidate) => !known.has(fold(candidate)))) {
      const id = newId('neighbourhood', this.clock.nowMs());
      await trx
        .insertInto('neighbourhood')
        .values({ id, site_id, name })
        .onConflict((at) => at.doNothing())
        .execute();
    }
  }

  private async keepOne(
    trx: Trx,
    { place, known }: { readonly place: NamedPlace; readonly known: Neighbourhoods },
  ): Promise<void> {
    const { kind, name, aliases, at, box, geometry } = place;
    const neighbourhoodId = kind === 'neighbourhood' ? (known.get(fold(name)) ?? null) : null;
    const folded = [name, ...aliases].map(fold).join('\n');
    await sql`
      insert into place (id, kind, name, folded, lat, lon, neighbourhood_id, aliases, geometry,
          west, south, east, north)
        values (${newId('place', this.clock.nowMs())}, ${kind}, ${name}, ${folded}, ${at.lat}, ${at.lon},
          ${neighbourhoodId}, ${JSON.stringify(aliases)}, ${geometry ? JSON.stringify(geometry) : null},
          ${box.west}, ${box.south}, ${box.east}, ${box.north})
        on conflict (kind, name) do update set neighbourhood_id = excluded.neighbourhood_id,
          ${geometry ? takesShape : takesAliases}`.execute(trx);
  }
}

const takesShape = sql`lat = excluded.lat, lon = excluded.lon, geometry = excluded.geometry,
  west = excluded.west, south = excluded.south, east = excluded.east, north = excluded.north`;

/** Where there is a shape, it says better where the place is. */
const takesAliases = sql`folded = excluded.folded, aliases = excluded.aliases,
  lat = case when place.geometry is null then excluded.lat else place.lat end,
  lon = case when place.geometry is null then excluded.lon else place.lon end,
  west = case when place.geometry is null then excluded.west else place.west end,
  south = case when place.geometry is null then excluded.south else place.south end,
  east = case when place.geometry is null then excluded.east else place.east end,
  north = case when place.geometry is null then excluded.north else place.north end`;

async function neighbourhoodsByName(trx: Trx): Promise<Neighbourhoods> {
  const rows = await trx.selectFrom('neighbourhood').selectAll().execute();
  return new Map(rows.map(({ id, name }) => [fold(name), id]));
}

const placeOf = (row: Selectable<Tables['place']>): FoundPlace => ({
  kind: row.kind,
  name: row.name,
  aliases: row.aliases,
  at: { lat: row.lat, lon: row.lon },
  box: { west: row.west, south: row.south, east: row.east, north: row.north },
  ...(row.neighbourhood_id === null ? {} : { neighbourhoodId: row.neighbourhood_id }),
});

const neighbourhoodOf = ({ id, name }: Selectable<Tables['neighbourhood']>): FoundPlace => ({
  kind: 'neighbourhood',
  name,
  aliases: [],
  neighbourhoodId: id,
});

type NamedCamera = Pick<
  Selectable<Tables['camera']>,
  'id' | 'name' | 'lat' | 'lon' | 'street_address' | 'landmark' | 'neighbourhood_id'
>;

const cameraOf = (row: NamedCamera): FoundPlace => ({
  kind: 'camera',
  name: row.name,
  cameraId: row.id,
  neighbourhoodId: row.neighbourhood_id,
  aliases: [row.street_address, row.landmark].filter((text) => text !== null),
  ...(row.lat === null || row.lon === null ? {} : { at: { lat: row.lat, lon: row.lon } }),
});
