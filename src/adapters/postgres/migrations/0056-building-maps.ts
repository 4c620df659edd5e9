/** Outlines of buildings (src/places/buildings.ts): a list of polygons as in GeoJSON, each `[lon, lat]` in rings. */
export const sql = `
create table building_map (
  site_id text primary key references site,
  edition text not null,
  outlines jsonb not null
);
`;
