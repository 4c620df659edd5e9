#!/usr/bin/env bash
# A camera says firmware 5.10 and a serial number of twenty digits, as GB/T 28181 has them. A client asks who it is.
#
# Guess before the first run: the package onvif gives both as they stand.
# Seen: numbers. Firmware 5.10 is 5.1, which is another version, and of the serial number the last digits are lost: two cameras that
# differ there are one. It turns each text of digits into a number, of attributes too: a profile with the token "1.10" is asked for
# as "1.1", which the camera does not have. A leading zero keeps a text a text.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund onvif@0.8.3 2>/dev/null
echo 'onvif 0.8.3'

cat > who.cjs <<'JS'
const { createServer } = require('node:http');
const { Cam } = require('onvif');

const envelope = (body) => `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:tds="http://www.onvif.org/ver10/device/wsdl"
  xmlns:trt="http://www.onvif.org/ver10/media/wsdl" xmlns:tt="http://www.onvif.org/ver10/schema"><s:Body>${body}</s:Body></s:Envelope>`;
const information = (serial) => `<tds:GetDeviceInformationResponse><tds:Manufacturer>A</tds:Manufacturer>
  <tds:Model>B</tds:Model><tds:FirmwareVersion>5.10</tds:FirmwareVersion><tds:SerialNumber>${serial}</tds:SerialNumber>
  <tds:HardwareId>0710</tds:HardwareId></tds:GetDeviceInformationResponse>`;
const uri = `<trt:GetStreamUriResponse><trt:MediaUri><tt:Uri>rtsp://127.0.0.1/</tt:Uri></trt:MediaUri></trt:GetStreamUriResponse>`;
const profiles = `<trt:GetProfilesResponse><trt:Profiles token="1.10" fixed="true"><tt:Name>main</tt:Name></trt:Profiles></trt:GetProfilesResponse>`;

const serials = ['34020000001320000001', '34020000001320000002'];
const asked = [];
const camera = createServer(async (request, response) => {
  let text = '';
  for await (const piece of request) text += piece;
  const token = /<ProfileToken>([^<]*)</.exec(text)?.[1];
  if (token !== undefined) asked.push(token);
  const body = text.includes('GetDeviceInformation')
    ? information(serials.shift())
    : text.includes('GetStreamUri') ? uri : profiles;
  response.writeHead(200, { 'content-type': 'application/soap+xml', connection: 'close' }).end(envelope(body));
});
camera.listen(0, '127.0.0.1', async () => {
  const cam = new Cam({ hostname: '127.0.0.1', port: camera.address().port, autoconnect: false });
  cam.uri = { device: new URL(`http://127.0.0.1:${camera.address().port}/`), media: new URL(`http://127.0.0.1:${camera.address().port}/`) };
  const ask = (name, ...given) =>
    new Promise((resolve, reject) => cam[name](...given, (error, value) => (error ? reject(error) : resolve(value))));
  const [one, other] = [await ask('getDeviceInformation'), await ask('getDeviceInformation')];
  const [profile] = await ask('getProfiles');
  await ask('getStreamUri', { protocol: 'RTSP', profileToken: profile.$.token });
  console.log(
    JSON.stringify([one.firmwareVersion, one.hardwareId, one.serialNumber === other.serialNumber, profile.$.token, asked]),
  );
  camera.close();
});
JS
seen=$(node who.cjs)
expected='[5.1,"0710",true,1.1,["1.1"]]'
echo "firmware, hardware, whether two serial numbers are one, token of the profile, token that is asked for: $seen"
[ "$seen" = "$expected" ] || { echo "changed: expected $expected" >&2; exit 1; }
