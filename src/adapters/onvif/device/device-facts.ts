import { type CameraIdentity, normaliseMac, normaliseUuid } from '../../../camera/index.ts';
import { deviceNamespace } from '../soap/namespaces.ts';
import type { SoapClient, SoapOperation } from '../soap/soap-client.ts';
import { unansweredAsNothing } from '../soap/unanswered.ts';
import { element, several, textIn } from '../soap/xml-shape.ts';

export interface DeviceFacts {
  readonly identity: CameraIdentity;
  readonly manufacturer?: string;
  readonly firmware?: string;
}

const information = element({
  GetDeviceInformationResponse: element({
    Manufacturer: textIn,
    Model: textIn,
    FirmwareVersion: textIn,
    SerialNumber: textIn,
  }),
});

const interfaces = element({
  GetNetworkInterfacesResponse: element({
    NetworkInterfaces: several({ Enabled: textIn, Info: element({ HwAddress: textIn }) }, 16),
  }),
});

const endpoint = element({ GetEndpointReferenceResponse: element({ GUID: textIn }) });

/** Who the device says it is. Only `GetDeviceInformation` is worth a try of the password; the rest is optional. */
export const readFacts = (client: SoapClient, url: URL): Promise<DeviceFacts> =>
  factsBy(client, url, (operation) => client.ask(operation));

/** The same of what it tells anybody. */
export const readOpenFacts = (client: SoapClient, url: URL): Promise<DeviceFacts> =>
  factsBy(client, url, (operation) => client.askOnce(operation));

async function factsBy(
  client: SoapClient,
  url: URL,
  ask: (operation: SoapOperation) => Promise<unknown>,
): Promise<DeviceFacts> {
  const operation = (name: string) => ({ url, namespace: deviceNamespace, name });
  const optional = (name: string) => client.askOnce(operation(name)).catch(unansweredAsNothing);
  const { Manufacturer, Model, FirmwareVersion, SerialNumber } =
    information.parse(await ask(operation('GetDeviceInformation')).catch(unansweredAsNothing))
      ?.GetDeviceInformationResponse ?? {};
  const mac = macOf(await optional('GetNetworkInterfaces'));
  const endpointUuid = uuidOf(await optional('GetEndpointReference'));
  return {
    identity: {
      ...(endpointUuid === undefined ? {} : { endpointUuid }),
      ...(mac === undefined ? {} : { mac }),
      ...(SerialNumber === undefined ? {} : { serial: SerialNumber }),
      ...(Model === undefined ? {} : { model: Model }),
    },
    ...(Manufacturer === undefined ? {} : { manufacturer: Manufacturer }),
    ...(FirmwareVersion === undefined ? {} : { firmware: FirmwareVersion }),
  };
}

/** MAC address of the first interface in use: cameras with Wi-Fi have two. */
function macOf(body: unknown): string | undefined {
  const all = interfaces.parse(body)?.GetNetworkInterfacesResponse?.NetworkInterfaces ?? [];
  return all
    .filter(({ Enabled }) => Enabled !== 'false')
    .map(({ Info }) => normaliseMac(Info?.HwAddress ?? ''))
    .find((mac) => mac !== undefined);
}

const uuidOf = (body: unknown): string | undefined =>
  normaliseUuid(endpoint.parse(body)?.GetEndpointReferenceResponse?.GUID ?? '');
