/**
 * Places and neighbourhoods are the ward's: people of all of its sites look at one map, so a name stands for one place. What
 * two sites drew alike is kept once; of others with equal names all but the first get their site in brackets.
 */
export const sql = `
with of_name as (
  select id, site_id, row_number() over (partition by name order by site_id, id) as place from neighbourhood)
update neighbourhood n set name = n.name || ' (' || n.site_id || ')' from of_name
  where of_name.id = n.id and of_name.place > 1;
-- Whoever wrote such a name already.
with of_name as (select id, row_number() over (partition by name order by id) as place from neighbourhood)
update neighbourhood n set name = n.name || ' ' || n.id from of_name where of_name.id = n.id and of_name.place > 1;
alter table neighbourhood
  drop constraint neighbourhood_site_id_name_key,
  add constraint neighbourhood_name_key unique (name);

delete from place p using place first
  where first.kind = p.kind and first.name = p.name and (first.site_id, first.id) < (p.site_id, p.id)
    and p.kind <> 'neighbourhood' and first.aliases = p.aliases and first.geometry is not distinct from p.geometry
    and (first.lat, first.lon) = (p.lat, p.lon);
with of_name as (
  select id, row_number() over (partition by kind, name order by site_id, id) as place from place)
update place p set name = p.name || ' (' || p.site_id || ')', folded = lower(p.site_id) || chr(10) || p.folded from of_name
  where of_name.id = p.id and of_name.place > 1;
with of_name as (select id, row_number() over (partition by kind, name order by id) as place from place)
update place p set name = p.name || ' ' || p.id from of_name where of_name.id = p.id and of_name.place > 1;
alter table place drop constraint place_site_id_kind_name_key, drop column site_id;
alter table place add constraint place_kind_name_key unique (kind, name);
`;
