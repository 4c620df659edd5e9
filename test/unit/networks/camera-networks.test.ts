import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { settings } from '../../../config/schema.ts';
import { createCameraNetworks } from '../../../src/adapters/networks/camera-networks.ts';

const usual = createCameraNetworks(settings.cameraNetworks.parse.parse(settings.cameraNetworks.fallback));
const numberOf = (address: string): number =>
  address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
const isIn = (address: string, network: string): boolean => {
  const [first = '', bits = '32'] = network.split('/');
  const size = 2 ** (32 - Number(bits));
  return Math.floor(numberOf(address) / size) === Math.floor(numberOf(first) / size);
};
/** Half of them at the edges of ranges. */
const ipv4 = fc.oneof(
  fc.ipV4(),
  fc
    .tuple(
      fc.constantFrom('9.255.255', '10.0.0', '11.0.0', '172.15.255', '172.16.0', '172.31.255', '172.32.0'),
      fc.constantFrom(0, 1, 255),
    )
    .map(([start, end]) => `${start}.${end}`),
  fc
    .tuple(
      fc.constantFrom('192.167.255', '192.168.0', '192.169.0', '127.0.0', '169.254.169', '100.64.0'),
      fc.constantFrom(0, 1, 254, 255),
    )
    .map(([start, end]) => `${start}.${end}`),
);
const mapped = (address: string): string[] => {
  const number = numberOf(address);
  const hex = (part: number) => part.toString(16);
  return [
    `::ffff:${address}`,
    `[::FFFF:${address}]`,
    `0:0:0:0:0:ffff:${hex(Math.floor(number / 65_536))}:${hex(number % 65_536)}`,
  ];
};

describe('when no network is named', () => {
  it('leads into RFC 1918 and nowhere else by IPv4', () => {
    const privateRanges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];
    fc.assert(
      fc.property(ipv4, (address) => {
        const isPrivate = privateRanges.some((range) => isIn(address, range));
        expect([usual.includes(address), usual.isOutside(address)]).toEqual([isPrivate, !isPrivate]);
      }),
    );
  });

  it('leads into unique local addresses and nowhere else by IPv6, metadata of clouds apart', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        const bare = new URL(`http://[${address}]/`).hostname.slice(1, -1);
        fc.pre(!/^::ffff:/.test(bare));
        expect(usual.includes(address)).toBe(/^f[cd][0-9a-f]{2}:/.test(bare));
      }),
    );
    expect(['fc00::1', 'fdff:ffff::1', 'fd00:1::254'].map((each) => usual.includes(each))).toEqual([
      true,
      true,
      true,
    ]);
    expect(
      ['fd00:ec2::254', 'fd20:ce::254', 'fbff::1', 'fe00::1'].map((each) => usual.isOutside(each)),
    ).toEqual([true, true, true, true]);
  });
});

describe('whatever networks are named', () => {
  const network = fc.tuple(ipv4, fc.integer({ min: 0, max: 32 })).map(([first, bits]) => `${first}/${bits}`);

  it('takes an IPv4-mapped address for the IPv4 address that it is', () => {
    fc.assert(
      fc.property(fc.array(network, { maxLength: 3 }), ipv4, (named, address) => {
        const networks = createCameraNetworks([...named, '::/0']);
        const asIs = networks.includes(address);
        expect(mapped(address).map((each) => networks.includes(each))).toEqual([asIs, asIs, asIs]);
      }),
    );
  });

  it.each([
    ['127.0.0.0/8', '127.0.0.1'],
    ['169.254.0.0/16', '169.254.3.9'],
    ['169.254.169.0/24', '169.254.169.254'],
    ['0.0.0.0/8', '0.0.0.0'],
    ['224.0.0.0/4', '239.255.255.250'],
  ])('opens %s by a network within it alone, however wide the others are', (special, address) => {
    const bitsOfSpecial = Number(special.split('/')[1]);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 32 }), (bits) => {
        const isNamed = bits >= bitsOfSpecial;
        expect(createCameraNetworks([`${address}/${bits}`]).includes(address)).toBe(isNamed);
      }),
    );
  });

  it.each([
    ['0.0.0.0/0,::/0', '8.8.8.8', true],
    ['0.0.0.0/0,::/0', '2001:db8::1', true],
    ['0.0.0.0/0,::/0', '::1', false],
    ['0.0.0.0/0,::/0', '::', false],
    ['0.0.0.0/0,::/0', 'fe80::1%eth0', false],
    ['0.0.0.0/0,::/0', '100.100.100.200', false],
    ['0.0.0.0/0,::/0', '::ffff:169.254.169.254', false],
    ['fe80::/10', '[fe80::1%25eth0]', true],
    ['100.64.0.0/10', '100.64.9.9', true],
    ['203.0.113.9', '203.0.113.9', true],
    ['203.0.113.9', '203.0.113.10', false],
    ['10.0.0.0/8', '::a00:1', false],
  ])('with %s: %s is in them: %s', (named, address, isIn) => {
    expect(createCameraNetworks(named.split(',')).includes(address)).toBe(isIn);
  });

  it.each(['127.1', '2130706433', '0x7f000001', '0177.0.0.1', '127.0.0.1.'])(
    'knows %s for 127.0.0.1, as a resolver does',
    async (host) => {
      expect(usual.isOutside(host)).toBe(true);
      expect(await createCameraNetworks(['127.0.0.0/8']).addressOf(host, 1_000)).toBe('127.0.0.1');
    },
  );
});

describe('when a camera is known by a name', () => {
  const named = (...answers: string[]) =>
    createCameraNetworks(['10.0.0.0/8'], async (name) => (name === 'camera.lan' ? answers : []));

  it('says nothing of the name itself, and leads to the address that lies in them', async () => {
    const networks = named('127.0.0.1', '::ffff:10.0.0.9', '10.0.0.7');
    expect([networks.isOutside('camera.lan'), networks.includes('camera.lan')]).toEqual([false, false]);
    expect(await networks.addressOf('camera.lan', 1_000)).toBe('10.0.0.9');
  });

  it.each([[['8.8.8.8', '127.0.0.1', 'fd00::1']], [[]]])('refuses one that leads to %j', async (answers) => {
    const refused = { kind: 'invalid', code: 'camera-outside-networks' };
    await expect(named(...answers).addressOf('camera.lan', 1_000)).rejects.toMatchObject(refused);
  });

  it('resolves it once: a second answer would be another address than the one that was checked', async () => {
    const resolve = vi.fn().mockResolvedValueOnce(['10.0.0.7']).mockResolvedValue(['127.0.0.1']);
    const networks = createCameraNetworks(['10.0.0.0/8'], resolve);
    expect(await networks.addressOf('camera.lan', 1_000)).toBe('10.0.0.7');
    expect(resolve).toHaveBeenCalledTimes(1);
  });

  it('does not wait for a resolver that hangs, and passes on what it refuses', async () => {
    const hanging = createCameraNetworks([], () => new Promise(() => {}));
    await expect(hanging.addressOf('camera.lan', 5)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    const unknown = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
    const failing = createCameraNetworks([], () => Promise.reject(unknown));
    await expect(failing.addressOf('camera.lan', 1_000)).rejects.toBe(unknown);
  });
});
