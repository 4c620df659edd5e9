import { serviceUrl } from '../contact-urls.ts';
import { deviceNamespace, media2Namespace, mediaNamespace } from '../soap/namespaces.ts';
import type { SoapClient } from '../soap/soap-client.ts';
import { unansweredAsNothing } from '../soap/unanswered.ts';
import { element, several, textIn } from '../soap/xml-shape.ts';

export interface MediaService {
  readonly url: URL;
  readonly namespace: string;
}

const services = element({
  GetServicesResponse: element({ Service: several({ Namespace: textIn, XAddr: textIn }, 64) }),
});

const capabilities = element({
  GetCapabilitiesResponse: element({
    Capabilities: element({ Device: element({ XAddr: textIn }), Media: element({ XAddr: textIn }) }),
  }),
});

/** Media2 first, which alone tells of H.265 (quirk 13), then Media1. Never empty: some cameras say neither. */
export async function findMediaServices(client: SoapClient, deviceUrl: URL): Promise<MediaService[]> {
  const ask = (name: string, body: string) =>
    client.ask({ url: deviceUrl, namespace: deviceNamespace, name, body }).catch(unansweredAsNothing);
  const listed = fromServices(
    await ask('GetServices', '<n:IncludeCapability>false</n:IncludeCapability>'),
    deviceUrl,
  );
  if (listed.length > 0) return listed;
  return [fromCapabilities(await ask('GetCapabilities', '<n:Category>All</n:Category>'), deviceUrl)];
}

function fromServices(body: unknown, deviceUrl: URL): MediaService[] {
  const listed = services.parse(body)?.GetServicesResponse?.Service ?? [];
  const xaddrOf = (namespace: string) => listed.find((each) => each.Namespace === namespace)?.XAddr;
  return [media2Namespace, mediaNamespace]
    .filter((namespace) => listed.some((each) => each.Namespace === namespace))
    .map((namespace) => ({
      namespace,
      url: serviceUrl(xaddrOf(namespace), xaddrOf(deviceNamespace), deviceUrl),
    }));
}

function fromCapabilities(body: unknown, deviceUrl: URL): MediaService {
  const stated = capabilities.parse(body)?.GetCapabilitiesResponse?.Capabilities;
  const url = serviceUrl(stated?.Media?.XAddr, stated?.Device?.XAddr, deviceUrl);
  return { namespace: mediaNamespace, url };
}
