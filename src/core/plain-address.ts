/** A host of a URL that ends in a number is an IPv4 address, written in decimal (WHATWG URL, 3.5). */
const isAddress = (canonical: string): boolean =>
  canonical.includes(':') || /^\d+(?:\.\d+){3}$/.test(canonical);

/**
 * The IP address that a host is, as a socket understands it: `[fe80::1%eth0]`, `127.1`, `0x7f000001` and
 * `::ffff:127.0.0.1` (IPv4-mapped) as well. Absent for a name.
 */
export function plainAddress(host: string): string | undefined {
  const bare = host.replace(/^\[(.*)\]$/, '$1').replace(/%.*$/, '');
  const url = `http://${bare.includes(':') ? `[${bare}]` : bare}/`;
  if (!URL.canParse(url)) return undefined;
  const canonical = new URL(url).hostname.replace(/^\[(.*)\]$/, '$1');
  return isAddress(canonical) ? (mappedAddress(canonical) ?? canonical) : undefined;
}

/** RFC 4291 section 2.5.5.2: a socket that connects there sends IPv4. */
function mappedAddress(canonical: string): string | undefined {
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical) ?? [];
  if (high === undefined || low === undefined) return undefined;
  const numbers = [high, low].map((hex) => Number.parseInt(hex, 16));
  return numbers.flatMap((number) => [number >> 8, number & 255]).join('.');
}
