#!/usr/bin/env bash
# A map in degrees of VN-2000 (EPSG:4756) has the ellipsoid of WGS 84, and looks like one in WGS 84.
#
# Guess before the first run: the same point within a metre.
# Seen: 195 m further west and 111 m further north. Taken for WGS 84, a camera would stand in the next street.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
ogr2ogr --version
printf 'ten,WKT\nCột 14,"POINT(107.3 21)"\n' > in.csv
ogr2ogr -f GeoJSON degrees.geojson in.csv -s_srs EPSG:4326 -t_srs EPSG:4756

cat > show.mjs <<'JS'
import { readFileSync } from 'node:fs';

const { features } = JSON.parse(readFileSync('degrees.geojson', 'utf8'));
const [lon, lat] = features[0].geometry.coordinates;
const degreeM = (Math.PI / 180) * 6_371_008.8;
console.log(Math.round((lon - 107.3) * degreeM * Math.cos((21 * Math.PI) / 180)), Math.round((lat - 21) * degreeM));
JS
seen=$(node show.mjs)
echo "metres east and north: $seen"
[ "$seen" = '-195 111' ] || { echo 'changed' >&2; exit 1; }
