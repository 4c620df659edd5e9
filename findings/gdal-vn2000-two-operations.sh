#!/usr/bin/env bash
# One grid position of VN-2000 (EPSG:9210) in Ho Chi Minh City, turned into WGS 84 by GDAL with its own choice of an operation,
# and by the national parameters (EPSG:6960, Decision 05/2007/QĐ-BTNMT).
#
# Guess before the first run: the same point; a country has one datum shift.
# Seen: 0.80 m apart. Between 9.35° and 11.04° north PROJ takes EPSG:5194, of two blocks of the Mekong delta. In Quảng Ninh
# (EPSG:5899) both are one point.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
gdaltransform --version

# Central meridian; east and north on standard input.
national() {
  gdaltransform -ct "+proj=pipeline \
    +step +inv +proj=tmerc +lat_0=0 +lon_0=$1 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 \
    +step +proj=cart +ellps=WGS84 \
    +step +proj=helmert +x=-191.90441429 +y=-39.30318279 +z=-111.45032835 \
      +rx=-0.00928836 +ry=0.01975479 +rz=-0.00427372 +s=0.252906278 +convention=coordinate_frame \
    +step +inv +proj=cart +ellps=WGS84 +step +proj=unitconvert +xy_in=rad +xy_out=deg"
}
for place in '9210 105.75 603696.965 1192284.864' '5899 107.75 458223.555 2324115.161'; do
  read -r code meridian east north <<<"$place"
  echo "$east $north" | gdaltransform -s_srs "EPSG:$code" -t_srs OGC:CRS84
  echo "$east $north" | national "$meridian"
done >points

cat > show.mjs <<'JS'
import { readFileSync } from 'node:fs';

const points = readFileSync('points', 'utf8').trim().split('\n').map((line) => line.split(' ').map(Number));
const degreeM = (Math.PI / 180) * 6_371_008.8;
const apartM = ([lon, lat], [otherLon, otherLat]) =>
  Math.hypot((lon - otherLon) * Math.cos((lat * Math.PI) / 180), lat - otherLat) * degreeM;
console.log(apartM(points[0], points[1]).toFixed(2), apartM(points[2], points[3]).toFixed(2));
JS
seen=$(node show.mjs)
echo "metres apart in Ho Chi Minh City and in Quang Ninh: $seen"
[ "$seen" = '0.80 0.00' ] || { echo 'changed' >&2; exit 1; }
