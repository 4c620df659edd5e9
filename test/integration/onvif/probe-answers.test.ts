import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { createCameraDirectory } from '../../../src/adapters/onvif/index.ts';
import type { FoundCamera } from '../../../src/discovery/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { describeUnless } from '../../support/unless.ts';
import { recordedDiscovery, recordedText, recordingsMissing } from './recorded-device.ts';

const directory = createCameraDirectory({ networks: testNetworks });
const network = '127.20.42.';
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.close();
});

/** A device at an address of its own that answers each probe with all of these datagrams; returns the probes it hears. */
async function aResponder(address: string, ...answers: readonly (string | Buffer)[]): Promise<string[]> {
  const heard: string[] = [];
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  socket.on('message', (probe, { port, address: asker }) => {
    heard.push(probe.toString());
    for (const answer of answers) socket.send(answer, port, asker);
  });
  socket.bind(3702, address);
  await once(socket, 'listening');
  sockets.push(socket);
  return heard;
}

async function probe(...targets: string[]): Promise<FoundCamera[]> {
  const site = { interfaceAddress: '127.0.0.1', unicastTargets: targets, waitMs: 1_000 };
  const found = await directory.probe(site);
  return found.filter(({ address }) => address?.startsWith(network));
}

interface Match {
  readonly epr?: string;
  readonly types?: string;
  readonly scopes?: string;
  readonly xaddrs?: string;
}

const uuid = (tail: string) => `5f5a69c2-e0ae-504f-829b-${tail.padStart(12, '0')}`;
const element = (name: string, text?: string) => (text === undefined ? '' : `<d:${name}>${text}</d:${name}>`);
const match = ({ epr, types = 'dn:NetworkVideoTransmitter', scopes = '', xaddrs }: Match) =>
  `<d:ProbeMatch>${epr === undefined ? '' : `<a:EndpointReference><a:Address>${epr}</a:Address></a:EndpointReference>`}` +
  `${element('Types', types)}${element('Scopes', scopes)}${element('XAddrs', xaddrs)}</d:ProbeMatch>`;
const matches = (...all: Match[]) =>
  '<s:Envelope xmlns:s="s" xmlns:d="d" xmlns:a="a"><s:Body><d:ProbeMatches>' +
  `${all.map(match).join('')}</d:ProbeMatches></s:Body></s:Envelope>`;

describe('when answers to a probe are garbage', () => {
  it('finds the one camera among them, and does not fall (quirk 3)', async () => {
    const garbage = [
      '',
      'hello',
      Buffer.from([0, 255, 254, 0]),
      '<a><b>',
      '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>',
      '<a>'.repeat(10_000),
      '<__proto__><polluted>1</polluted></__proto__>',
      '<Envelope><Body>words</Body></Envelope>',
      '<Envelope><Body><ProbeMatches/></Body></Envelope>',
      '<Envelope><Body><ProbeMatches><ProbeMatch>x</ProbeMatch></ProbeMatches></Body></Envelope>',
      matches({ epr: `urn:uuid:${uuid('1')}` }),
      matches({ epr: `urn:uuid:${uuid('1')}`, xaddrs: 'file:///etc/passwd ftp://10.0.0.1/ not-a-url' }),
    ];
    await aResponder(
      `${network}1`,
      ...garbage,
      matches({ epr: `uuid:${uuid('2')}`, xaddrs: 'http://10.0.0.2/' }),
    );
    expect(await probe(`${network}1`)).toEqual([
      { endpointUuid: uuid('2'), xaddrs: ['http://10.0.0.2/'], address: `${network}1`, scopes: [] },
    ]);
    expect({}).not.toHaveProperty('polluted');
  });

  it('hears no printer and no display', async () => {
    const scopes = 'onvif://www.onvif.org/type/display';
    await aResponder(
      `${network}2`,
      matches({ epr: uuid('1'), types: 'wsdp:Device wprt:PrintDeviceType', xaddrs: 'http://10.0.0.3/' }),
      matches({ epr: uuid('2'), types: 'dn:NetworkVideoDisplay', scopes, xaddrs: 'http://10.0.0.4/' }),
      matches({
        epr: uuid('3'),
        types: 'tds:Device',
        scopes: 'onvif://www.onvif.org/name/x',
        xaddrs: 'http://10.0.0.5/',
      }),
    );
    expect((await probe(`${network}2`)).map(({ endpointUuid }) => endpointUuid)).toEqual([uuid('3')]);
  });

  it('keeps what is too long or too much out of its list', async () => {
    const xaddrs = Array.from({ length: 40 }, (_, i) => `http://10.0.1.${i}/`).join(' ');
    const scopes = `onvif://www.onvif.org/name/${'x'.repeat(200)} onvif://${'y'.repeat(600)}`;
    await aResponder(`${network}3`, matches({ epr: uuid('1'), xaddrs, scopes }));
    const [found] = await probe(`${network}3`);
    expect(found?.xaddrs).toHaveLength(16);
    expect(found?.scopes).toHaveLength(1);
    expect(found?.name).toHaveLength(120);
  });

  it('takes a bounded number of devices from one that claims to be thousands', async () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      matches({ epr: uuid(`${i}`), xaddrs: 'http://10.0.0.9/' }),
    );
    await aResponder(`${network}4`, ...many);
    const found = await probe(`${network}4`);
    expect(found.length).toBeGreaterThan(0);
    expect(found.length).toBeLessThanOrEqual(256);
  });
});

describe('when an answer lacks the element around its match', () => {
  it('finds the camera, as ipycam answers (quirk 3)', async () => {
    const bare = matches({ epr: uuid('1'), xaddrs: 'http://10.0.0.1/' }).replaceAll(
      /<\/?d:ProbeMatches>/g,
      '',
    );
    await aResponder(`${network}18`, bare);
    expect(await probe(`${network}18`)).toMatchObject([{ endpointUuid: uuid('1') }]);
  });
});

describe('when one answer holds several cameras, or several answers one', () => {
  it('finds all of several matches, which node-onvif drops', async () => {
    await aResponder(
      `${network}5`,
      matches(
        { epr: uuid('1'), xaddrs: 'http://10.0.0.1/a' },
        { epr: uuid('2'), xaddrs: 'http://10.0.0.1/b' },
      ),
    );
    expect(await probe(`${network}5`)).toHaveLength(2);
  });

  it('merges what one camera says from two interfaces, told apart by a service in common', async () => {
    const both = 'http://10.0.0.6/ http://169.254.7.7/';
    await aResponder(
      `${network}6`,
      matches({ epr: `urn:uuid:${uuid('6')}`, xaddrs: `${both} https://10.0.0.6/` }),
    );
    await aResponder(`${network}7`, matches({ epr: `uuid:${uuid('6').toUpperCase()}`, xaddrs: both }));
    const found = await probe(`${network}6`, `${network}7`);
    expect(found.map(({ xaddrs }) => xaddrs.length)).toEqual([3]);
  });

  it('merges what one camera says at one address, even of different services', async () => {
    const answers = ['http://10.0.0.6/a', 'http://10.0.0.6/b'].map((xaddrs) =>
      matches({ epr: uuid('6'), xaddrs }),
    );
    await aResponder(`${network}13`, ...answers);
    expect((await probe(`${network}13`)).map(({ xaddrs }) => xaddrs.length)).toEqual([2]);
  });

  it('keeps two cameras apart that share an endpoint and nothing else', async () => {
    await aResponder(`${network}8`, matches({ epr: uuid('8'), xaddrs: 'http://10.0.0.8/' }));
    await aResponder(`${network}9`, matches({ epr: uuid('8'), xaddrs: 'http://10.0.0.9/' }));
    expect(await probe(`${network}8`, `${network}9`)).toHaveLength(2);
  });
});

describe('when a camera answers some probes only', () => {
  it('hears probes for two types, and probes without types under another form of id (quirk 4)', async () => {
    const heard = await aResponder(`${network}14`, matches({ epr: uuid('1'), xaddrs: 'http://10.0.0.1/' }));
    await probe(`${network}14`);
    const shapes = heard.map((xml) => [
      /Types[^>]*>[^<]*?(\w+)<\//.exec(xml)?.[1],
      /MessageID>(.*uuid:)/.exec(xml)?.[1],
    ]);
    const expected = [
      ['NetworkVideoTransmitter', 'uuid:'],
      ['Device', 'uuid:'],
      [undefined, 'urn:uuid:'],
    ];
    for (const shape of expected) expect(shapes).toContainEqual(shape);
    for (const shape of shapes) expect(expected).toContainEqual(shape);
  });
});

describe('when scopes are read', () => {
  it.each<[string, string, Partial<FoundCamera>]>([
    [
      'percent-encoded',
      'onvif://www.onvif.org/name/AXIS%20P3818 onvif://www.onvif.org/hardware/P_1',
      { name: 'AXIS P3818', hardware: 'P 1' },
    ],
    [
      'stated twice',
      'onvif://www.onvif.org/name/ onvif://www.onvif.org/name/IPC-BO onvif://www.onvif.org/name/IPC',
      { name: 'IPC-BO' },
    ],
    ['with a path', 'onvif://www.onvif.org/location/country/china', { location: 'country/china' }],
    ['wrongly encoded', 'onvif://www.onvif.org/name/100%', { name: '100%' }],
    ['with control characters', 'onvif://www.onvif.org/name/a%0d%0ab%1b', { name: 'a b' }],
    ['with a MAC', 'onvif://www.onvif.org/MAC/02:1B:B7:24:3F:F9', { mac: '02:1b:b7:24:3f:f9' }],
    [
      'with a MAC behind a vendor',
      'onvif://www.onvif.org/A1C2B3/mac/021bb7243ff9',
      { mac: '02:1b:b7:24:3f:f9' },
    ],
    ['with an empty MAC', 'onvif://www.onvif.org/macaddress/ odm:name:Lab', {}],
  ])('takes hints %s (quirk 5)', async (_, scopes, hints) => {
    await aResponder(`${network}10`, matches({ epr: uuid('1'), scopes, xaddrs: 'http://10.0.0.1/' }));
    const [found] = await probe(`${network}10`);
    expect(found).toEqual({
      endpointUuid: uuid('1'),
      xaddrs: ['http://10.0.0.1/'],
      address: `${network}10`,
      scopes: scopes.split(' '),
      ...hints,
    });
  });
});

describeUnless(recordingsMissing, 'when a recorded camera answers', () => {
  it.each(['axis-p3818', 'bosch-autodome-5000i', 'reolink-e1-zoom', 'mockup'])('finds %s', async (name) => {
    const { epr, xaddrs, scopes, types } = recordedDiscovery(name);
    const answer = matches({
      epr,
      xaddrs: xaddrs.join(' '),
      scopes: scopes.join('\n '),
      ...(types ? { types } : {}),
    });
    await aResponder(`${network}11`, answer);
    expect(await probe(`${network}11`)).toMatchObject([
      { endpointUuid: epr.replace(/^.*uuid:/, ''), xaddrs, scopes },
    ]);
  });

  it('finds the mock-up by the very words it said', async () => {
    const answer = recordedText('mockup', 'ProbeMatches.xml').replace('SERVICE_URI', 'http://10.0.0.1/onvif');
    await aResponder(`${network}12`, answer);
    expect(await probe(`${network}12`)).toMatchObject([{ name: 'PREDATOR', hardware: 'HD PREDATOR' }]);
  });
});
