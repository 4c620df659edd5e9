import type { OnvifHost, Operation } from './onvif-host.ts';
import { scopesOf } from './scopes.ts';
import { escapeXml } from './soap.ts';

/** Operations of the device service (ONVIF Device Management WSDL, ver10), by name. */
export const DEVICE_OPERATIONS: Readonly<Record<string, Operation>> = {
  GetSystemDateAndTime: dateAndTime,
  GetCapabilities: capabilities,
  GetServices: services,
  GetDeviceInformation: information,
  GetScopes: scopes,
  GetNetworkInterfaces: networkInterfaces,
  GetHostname: hostname,
};

/** Need no credentials (ONVIF Core, 5.9.4.3: PRE_AUTH): a client needs the camera's clock to sign. */
export const OPEN_OPERATIONS: ReadonlySet<string> = new Set([
  'GetSystemDateAndTime',
  'GetCapabilities',
  'GetServices',
  'GetHostname',
]);

function dateAndTime(host: OnvifHost): string {
  const now = new Date(host.cameraNowMs());
  const time = tags('tt', {
    Hour: now.getUTCHours(),
    Minute: now.getUTCMinutes(),
    Second: now.getUTCSeconds(),
  });
  const date = tags('tt', {
    Year: now.getUTCFullYear(),
    Month: now.getUTCMonth() + 1,
    Day: now.getUTCDate(),
  });
  const utc = `<tt:UTCDateTime><tt:Time>${time}</tt:Time><tt:Date>${date}</tt:Date></tt:UTCDateTime>`;
  const zone = '<tt:TimeZone><tt:TZ>ICT-7</tt:TZ></tt:TimeZone>';
  const setting = `${tags('tt', { DateTimeType: 'Manual', DaylightSavings: false })}${zone}${utc}`;
  const content = `<tds:SystemDateAndTime>${setting}</tds:SystemDateAndTime>`;
  return `<tds:GetSystemDateAndTimeResponse>${content}</tds:GetSystemDateAndTimeResponse>`;
}

function capabilities({ onvifUrl, mediaUrl }: OnvifHost): string {
  const system = tags('tt', { DiscoveryResolve: false, DiscoveryBye: false, RemoteDiscovery: false });
  const device = `<tt:Device><tt:XAddr>${onvifUrl}</tt:XAddr><tt:System>${system}</tt:System></tt:Device>`;
  const streaming = tags('tt', { RTPMulticast: false, RTP_TCP: true, RTP_RTSP_TCP: true });
  const media = `<tt:Media><tt:XAddr>${mediaUrl}</tt:XAddr><tt:StreamingCapabilities>${streaming}</tt:StreamingCapabilities></tt:Media>`;
  const content = `<tds:Capabilities>${device}${media}</tds:Capabilities>`;
  return `<tds:GetCapabilitiesResponse>${content}</tds:GetCapabilitiesResponse>`;
}

function services({ onvifUrl, mediaUrl }: OnvifHost): string {
  const version = `<tds:Version>${tags('tt', { Major: 2, Minor: 60 })}</tds:Version>`;
  const service = (namespace: string, url: string) =>
    `<tds:Service><tds:Namespace>${namespace}</tds:Namespace><tds:XAddr>${url}</tds:XAddr>${version}</tds:Service>`;
  const all = [
    service('http://www.onvif.org/ver10/device/wsdl', onvifUrl),
    service('http://www.onvif.org/ver10/media/wsdl', mediaUrl),
  ];
  return `<tds:GetServicesResponse>${all.join('')}</tds:GetServicesResponse>`;
}

function information({ identity }: OnvifHost): string {
  const facts = tags('tds', {
    Manufacturer: identity.manufacturer,
    Model: identity.hardware,
    FirmwareVersion: identity.firmware,
    SerialNumber: identity.serial,
    HardwareId: identity.hardware,
  });
  return `<tds:GetDeviceInformationResponse>${facts}</tds:GetDeviceInformationResponse>`;
}

function scopes({ identity }: OnvifHost): string {
  const items = scopesOf(identity).map(
    (scope) => `<tds:Scopes>${tags('tt', { ScopeDef: 'Fixed', ScopeItem: scope })}</tds:Scopes>`,
  );
  return `<tds:GetScopesResponse>${items.join('')}</tds:GetScopesResponse>`;
}

function networkInterfaces({ identity, address }: OnvifHost): string {
  const info = `<tt:Info>${tags('tt', { Name: 'eth0', HwAddress: identity.mac, MTU: 1500 })}</tt:Info>`;
  const manual = `<tt:Manual>${tags('tt', { Address: address, PrefixLength: 8 })}</tt:Manual>`;
  const config = `<tt:Config>${manual}<tt:DHCP>false</tt:DHCP></tt:Config>`;
  const ipv4 = `<tt:IPv4><tt:Enabled>true</tt:Enabled>${config}</tt:IPv4>`;
  const content = `<tds:NetworkInterfaces token="eth0"><tt:Enabled>true</tt:Enabled>${info}${ipv4}</tds:NetworkInterfaces>`;
  return `<tds:GetNetworkInterfacesResponse>${content}</tds:GetNetworkInterfacesResponse>`;
}

function hostname({ identity }: OnvifHost): string {
  const content = tags('tt', { FromDHCP: false, Name: `camera-${identity.serial.toLowerCase()}` });
  return `<tds:GetHostnameResponse><tds:HostnameInformation>${content}</tds:HostnameInformation></tds:GetHostnameResponse>`;
}

function tags(prefix: string, values: Record<string, string | number | boolean>): string {
  const one = ([name, value]: [string, string | number | boolean]) =>
    `<${prefix}:${name}>${escapeXml(String(value))}</${prefix}:${name}>`;
  return Object.entries(values).map(one).join('');
}
