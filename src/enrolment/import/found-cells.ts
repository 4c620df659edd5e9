import type { ListedDevice, Sighting } from '../../discovery/index.ts';
import { type Cells, tidyCells } from './columns.ts';

/** How a found device is reached, as a row of an import says it: where it answered, never where it says that it is. */
export function reachedCells({ sighting }: ListedDevice): Cells {
  if (!sighting) return {};
  const onvif = onvifCell(sighting);
  const mac = sighting.description?.identity.mac ?? sighting.found.mac;
  return { ...(onvif !== undefined && { onvif }), ...(mac !== undefined && { mac }) };
}

function onvifCell({ found: { address, xaddrs }, description }: Sighting): string | undefined {
  if (description) return description.onvifUrl;
  if (address === undefined) return undefined;
  const stated = xaddrs[0] ?? '';
  const port = URL.canParse(stated) ? new URL(stated).port : '';
  return port === '' ? address : `${address}:${port}`;
}

/** Each has two UTF-16 code units at most, and a name may have 120 of them. */
const mostCharacters = 60;

/** Turns the name that a device gives itself into one that a camera may have. Attacker-controlled. */
export function statedNameCells({ sighting }: ListedDevice): Cells {
  const { found, description } = sighting ?? {};
  const stated = found?.name ?? found?.hardware ?? description?.identity.model ?? '';
  const line = stated.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ');
  const { name = '' } = tidyCells({ name: [...line].slice(0, mostCharacters).join('') });
  return name === '' ? {} : { name };
}
