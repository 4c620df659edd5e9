/**
 * Returns the loopback address `count` hosts after `first`; skips addresses that end in 0 or 255. Throws when
 * it leaves 127.0.0.0/8.
 */
export function addressAfter(first: string, count: number): string {
  let value = first.split('.').reduce((sum, octet) => sum * 256 + Number(octet), 0);
  for (let left = count; left > 0; ) if (isHost(++value)) left--;
  const address = [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255].join('.');
  if (!address.startsWith('127.')) throw new Error(`a ward stays on loopback, and ${address} is not`);
  return address;
}

function isHost(value: number): boolean {
  return value % 256 !== 0 && value % 256 !== 255;
}
