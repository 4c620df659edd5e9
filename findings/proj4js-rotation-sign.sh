#!/usr/bin/env bash
# Decision 05/2007/QĐ-BTNMT publishes seven parameters from VN-2000 to WGS 84 (cited in opengeoshub/HCMGIS#5). proj4js gets
# them as +towgs84, as plugins and pages give them.
#
# Guess before the first run: the point is right within a centimetre; a datum shift is a datum shift.
# Seen: 0.75 m off. The decision turns the frame, +towgs84 turns the point: the three rotations change their sign.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund proj4@2.22.0 2>/dev/null
echo 'proj4 2.22.0'

cat > show.mjs <<'JS'
import proj4 from 'proj4';

/** EPSG:5899, without a datum. */
const zone = '+proj=tmerc +lat_0=0 +lon_0=107.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m +no_defs';
/** 107.3, 21 in that zone, by PROJ. */
const at = [453022.694055, 2323021.902513];
const degreeM = (Math.PI / 180) * 6_371_008.8;
const offM = (rotations) => {
  const towgs84 = `-191.90441429,-39.30318279,-111.45032835,${rotations},0.252906278`;
  const [lon, lat] = proj4(`${zone} +towgs84=${towgs84}`, 'WGS84', at);
  return Math.hypot((lon - 107.3) * Math.cos((21 * Math.PI) / 180), lat - 21) * degreeM;
};
const published = offM('-0.00928836,0.01975479,-0.00427372');
const turned = offM('0.00928836,-0.01975479,0.00427372');
console.log(`${published.toFixed(2)} ${turned.toFixed(2)}`);
JS
seen=$(node show.mjs)
echo "metres off with the published signs, and with the others: $seen"
[ "$seen" = '0.75 0.00' ] || { echo 'changed' >&2; exit 1; }
