#!/usr/bin/env bash
# It is 31 January, 23:59:50 UTC here, and 1 February, 00:00:10 UTC on a camera: its clock is 20 s ahead.
#
# Guess before the first run: node-onvif measures 20 s.
# Seen: 28 days and 20 s. It sets the month before the day, and 31 February is 3 March. A token that is signed with that
# time is refused. It happens wherever the day here does not exist in the month of the camera.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund node-onvif@0.1.7 2>/dev/null
echo 'node-onvif 0.1.7'

cat > clock.cjs <<'JS'
const { createServer } = require('node:http');

const here = Date.UTC(2026, 0, 31, 23, 59, 50);
globalThis.Date = class extends Date {
  constructor(...given) {
    super(...(given.length > 0 ? given : [here]));
  }
  static now() {
    return here;
  }
};
const Device = require('node-onvif/lib/modules/service-device.js');

const answer = `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl"
  xmlns:tt="http://www.onvif.org/ver10/schema"><s:Body><tds:GetSystemDateAndTimeResponse><tds:SystemDateAndTime>
  <tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings><tt:UTCDateTime>
  <tt:Time><tt:Hour>0</tt:Hour><tt:Minute>0</tt:Minute><tt:Second>10</tt:Second></tt:Time>
  <tt:Date><tt:Year>2026</tt:Year><tt:Month>2</tt:Month><tt:Day>1</tt:Day></tt:Date></tt:UTCDateTime>
  </tds:SystemDateAndTime></tds:GetSystemDateAndTimeResponse></s:Body></s:Envelope>`;

const camera = createServer((_, response) =>
  response.writeHead(200, { 'content-type': 'application/soap+xml', connection: 'close' }).end(answer),
);
camera.listen(0, '127.0.0.1', async () => {
  const device = new Device({ xaddr: `http://127.0.0.1:${camera.address().port}/onvif/device_service` });
  await device.getSystemDateAndTime();
  console.log(device.time_diff / 1_000);
  camera.close();
});
JS
seen=$(node clock.cjs)
expected=$((28 * 86400 + 20))
echo "the camera's clock is ahead by $seen s"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected" >&2; exit 1; }
