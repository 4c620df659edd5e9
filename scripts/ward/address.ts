/** Loopback, or TEST-NET-3 (RFC 5737): a network namespace may have that network, and no real network has. */
export const isWardAddress = (address: string): boolean =>
  address.startsWith('127.') || address.startsWith('203.0.113.');

/** The address of the interface on which a ward whose first camera has this address hears multicast. */
export const earOf = (firstAddress: string): string =>
  firstAddress.startsWith('127.') ? '127.0.0.1' : firstAddress;

/**
 * Returns the address `count` hosts after `first`; skips addresses that end in 0 or 255. Throws when no ward may
 * have it.
 */
export function addressAfter(first: string, count: number): string {
  let value = first.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  for (let left = count; left > 0; ) if (isHost(++value)) left--;
  const address = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');
  if (!isWardAddress(address)) throw new Error(`a ward stays on loopback, and ${address} is not`);
  return address;
}

function isHost(value: number): boolean {
  return value % 256 !== 0 && value % 256 !== 255;
}
