/**
 * A device that says that it is a camera. It answers every probe with the camera's endpoint and MAC address, and asks
 * whoever connects for a digest. Prints a line for each probe, and for whatever it is sent by TCP.
 */
import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

const { address, endpointUuid, mac, ports } = JSON.parse(process.argv[2]);
const group = '239.255.255.250';
const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);

const refusal = (protocol) =>
  `${protocol} 401 Unauthorized\r\nWWW-Authenticate: Digest realm="r", nonce="n"\r\nContent-Length: 0\r\n\r\n`;

for (const port of ports) {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      say({ sent: bytes.toString('latin1') });
      socket.write(refusal(bytes.includes('RTSP/1.0') ? 'RTSP/1.0' : 'HTTP/1.1'));
    });
  });
  await new Promise((resolve) => server.listen(port, address, resolve));
}

const match = `<?xml version="1.0" encoding="UTF-8"?>
<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing"
 xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl"><s:Body>
<d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:${endpointUuid}</a:Address></a:EndpointReference>
<d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes>onvif://www.onvif.org/MAC/${mac}</d:Scopes>
<d:XAddrs>http://${address}:${ports[0]}/onvif/device_service</d:XAddrs></d:ProbeMatch></d:ProbeMatches>
</s:Body></s:Envelope>`;

const ear = createSocket({ type: 'udp4', reuseAddr: true });
const mouth = createSocket('udp4');
await new Promise((resolve) => mouth.bind(0, address, resolve));
ear.on('message', (_, from) => {
  mouth.send(match, from.port, from.address);
  say({ probed: true });
});
await new Promise((resolve) => ear.bind(3702, group, resolve));
ear.addMembership(group, address);
say({ ready: true });
