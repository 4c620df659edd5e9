#!/usr/bin/env bash
# GDAL, and QGIS with it, writes a map in WGS 84 and one in VN-2000 as GeoJSON with its default options.
#
# Guess before the first run: no `crs` member, as RFC 7946 has none; latitude first for EPSG:4756, as its axes are.
# Seen: a `crs` member of CRS84 for WGS 84, and of the EPSG number for the others; longitude or easting first, always. Only
# `-lco RFC7946=YES` leaves the member out.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
ogr2ogr --version
printf 'ten,WKT\nKhu phố 7,"POINT(107.3 21)"\n' > in.csv
ogr2ogr -f GeoJSON wgs84.geojson in.csv -a_srs EPSG:4326
ogr2ogr -f GeoJSON rfc.geojson in.csv -a_srs EPSG:4326 -lco RFC7946=YES
ogr2ogr -f GeoJSON metres.geojson wgs84.geojson -t_srs EPSG:5899
ogr2ogr -f GeoJSON degrees.geojson wgs84.geojson -t_srs EPSG:4756

cat > show.mjs <<'JS'
import { readFileSync } from 'node:fs';

for (const name of ['wgs84', 'rfc', 'metres', 'degrees']) {
  const { crs, features } = JSON.parse(readFileSync(`${name}.geojson`, 'utf8'));
  const [first, second] = features[0].geometry.coordinates.map((value) => Math.trunc(value));
  console.log(name, crs?.properties.name ?? '-', first, second);
}
JS
seen=$(node show.mjs)
expected='wgs84 urn:ogc:def:crs:OGC:1.3:CRS84 107 21
rfc - 107 21
metres urn:ogc:def:crs:EPSG::5899 453022 2323021
degrees urn:ogc:def:crs:EPSG::4756 107 21'
echo "$seen"
[ "$seen" = "$expected" ] || { echo 'changed' >&2; exit 1; }
