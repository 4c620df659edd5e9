import type { ServerResponse } from 'node:http';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { createCameraDirectory } from '../../../src/adapters/onvif/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { type Behaviour, envelope, type FakeDevice, fault, polite, startDevice } from './fake-device.ts';

/** With time for answers that come, on a busy machine too. */
const directory = createCameraDirectory({ networks: testNetworks, requestMs: 15_000, totalMs: 25_000 });
/** For answers that never come. */
const impatient = createCameraDirectory({ networks: testNetworks, requestMs: 400, totalMs: 2_000 });
const credentials = { user: 'ad<m>in', password: 'p:a"s&s, w\\ord' };

const devices: FakeDevice[] = [];
afterEach(() => Promise.all(devices.splice(0).map((device) => device.stop())));

async function aDevice(behave: Behaviour, address?: string): Promise<FakeDevice> {
  const device = await startDevice(behave, address);
  devices.push(device);
  return device;
}

const interrogate = async (behave: Behaviour, by = directory) =>
  by.interrogate({ xaddrs: [(await aDevice(behave)).url] }, credentials);

/** Answers the first question politely, so that it counts as ONVIF, and does `rude` from then on. */
const rudeAfterClock =
  (rude: (response: ServerResponse, xml: string) => void): Behaviour =>
  (request, response) => {
    if (request.operation === 'GetSystemDateAndTime') return polite()(request, response);
    rude(response, request.xml);
    return undefined;
  };

const soap = { 'content-type': 'application/soap+xml' };

describe('when a camera does not finish its answer', () => {
  it.each<[string, (response: ServerResponse) => void]>([
    ['never begins', () => {}],
    ['stalls behind its headers', (response) => void response.writeHead(200, soap).flushHeaders()],
    ['stalls in its body', (response) => void response.writeHead(200, soap).write('<a>')],
  ])('gives up on one that %s', async (_, rude) => {
    await expect(interrogate(rudeAfterClock(rude), impatient)).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'camera-answer-late',
    });
  });

  it.each<[string, (response: ServerResponse) => void, string]>([
    ['resets', (response) => void response.destroy(), 'camera-offline'],
    [
      'breaks off its body',
      (response) => {
        response.writeHead(200, { ...soap, 'content-length': 1_000 }).write('<a>', () => response.destroy());
      },
      'camera-answer-malformed',
    ],
  ])('gives up on one that %s', async (_, rude, code) => {
    await expect(interrogate(rudeAfterClock(rude))).rejects.toMatchObject({ kind: 'unavailable', code });
  });

  it('gives up on one that drips, byte by byte, for as long as one lets it', async () => {
    const drip = (response: ServerResponse) => {
      const timer = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(timer));
    };
    const answer = interrogate(rudeAfterClock(drip), impatient);
    await expect(answer).rejects.toMatchObject({ code: 'camera-answer-late' });
  });

  it('tells what nobody listens at from what does not answer', async () => {
    const device = await startDevice(polite());
    await device.stop();
    await expect(directory.interrogate({ xaddrs: [device.url] })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'camera-offline',
    });
  });
});

describe('when a camera answers too much', () => {
  it('stops reading a flood of 300 MB after a fraction of it', async () => {
    const chunk = Buffer.alloc(64 * 1024, '<a>');
    let sentBytes = 0;
    const flood = (response: ServerResponse) => {
      const more = () => {
        while (sentBytes < 300_000_000 && !response.destroyed) {
          sentBytes += chunk.length;
          if (!response.write(chunk)) return;
        }
      };
      response.on('drain', more);
      more();
    };
    await expect(interrogate(rudeAfterClock(flood))).rejects.toMatchObject({
      code: 'camera-answer-too-large',
    });
    expect(sentBytes).toBeLessThan(16_000_000);
  });

  it.each<[string, string, string]>([
    ['tags nested 150,000 deep', '<a>'.repeat(149_000) + '</a>'.repeat(149_000), 'camera-answer-too-large'],
    ['tags nested 20,000 deep', '<a>'.repeat(20_000) + '</a>'.repeat(20_000), 'camera-answer-malformed'],
    [
      'a document type that grows',
      `<!DOCTYPE a [<!ENTITY b "${'c'.repeat(1e5)}">]><a>&b;&b;</a>`,
      'camera-answer-malformed',
    ],
    ['a million angle brackets', '<'.repeat(1e6), 'camera-answer-too-large'],
  ])('is not held up by %s', async (_, body, code) => {
    const whole = rudeAfterClock((response) => void response.writeHead(200, soap).end(body));
    await expect(interrogate(whole)).rejects.toMatchObject({ code });
  });
});

describe('when a camera answers oddly', () => {
  it.each<[string, string, string]>([
    ['nothing', '', 'camera-answer-malformed'],
    ['words', 'hello', 'camera-answer-malformed'],
    ['another document', '<rss><channel/></rss>', 'camera-answer-malformed'],
    ['an empty envelope', '<Envelope/>', 'camera-answer-malformed'],
    ['a body of words', '<Envelope><Body>hello</Body></Envelope>', 'camera-answer-malformed'],
    ['an unclosed envelope', '<Envelope><Body>', 'camera-answer-malformed'],
    [
      'a poisoned prototype',
      envelope('<__proto__><polluted>1</polluted></__proto__>'),
      'camera-answer-malformed',
    ],
  ])('says so of %s, and does not fall', async (_, body, code) => {
    const answer = interrogate(rudeAfterClock((response) => void response.writeHead(200, soap).end(body)));
    await expect(answer).rejects.toMatchObject({ code });
    expect({}).not.toHaveProperty('polluted');
  });

  it('reads an answer with an undeclared prefix (quirk 16)', async () => {
    const undeclared =
      '<env:Envelope><env:Body><zz:GetDeviceInformationResponse><zz:Model>Z</zz:Model></zz:GetDeviceInformationResponse></env:Body></env:Envelope>';
    const description = await interrogate(polite({ GetDeviceInformation: () => ({ body: undeclared }) }));
    expect(description.identity.model).toBe('Z');
  });

  it('sends the action that Pelco wants in the content type (quirk 16)', async () => {
    const device = await aDevice(polite());
    await directory.interrogate({ xaddrs: [device.url] });
    expect(device.requests[0]?.headers['content-type']).toContain(
      'action="http://www.onvif.org/ver10/device/wsdl/GetSystemDateAndTime"',
    );
  });

  it('leaves out profiles without a picture or without a stream (quirk 14)', async () => {
    const token = (request: string) => /ProfileToken>(\w+)</.exec(request)?.[1];
    const profile = (name: string, inside: string) => `<Profiles token="${name}">${inside}</Profiles>`;
    const source = '<VideoSourceConfiguration><SourceToken>v</SourceToken></VideoSourceConfiguration>';
    const all =
      profile('audio', '<AudioSourceConfiguration/>') +
      profile('broken', source) +
      profile('odd', source) +
      profile('good', source);
    const description = await interrogate(
      polite({
        GetProfiles: () => ({ body: envelope(`<GetProfilesResponse>${all}</GetProfilesResponse>`) }),
        GetStreamUri: ({ xml }) => {
          if (token(xml) === 'broken') return fault('IncompleteConfiguration', 500);
          const uri = token(xml) === 'odd' ? 'http://10.0.0.1/mjpeg' : 'rtsp://10.0.0.1/good';
          return {
            body: envelope(
              `<GetStreamUriResponse><MediaUri><Uri>${uri}</Uri></MediaUri></GetStreamUriResponse>`,
            ),
          };
        },
      }),
    );
    expect(description.profiles.map((each) => each.token)).toEqual(['good']);
  });

  it('gives each camera behind one device a main stream of its own (quirk 14)', async () => {
    const profile = (name: string, source: string, width: number) =>
      `<Profiles token="${name}"><VideoSourceConfiguration><SourceToken>${source}</SourceToken></VideoSourceConfiguration>` +
      `<VideoEncoderConfiguration><Encoding>H264</Encoding><Resolution><Width>${width}</Width><Height>100</Height></Resolution></VideoEncoderConfiguration></Profiles>`;
    const all = profile('s', 'wide', 640) + profile('m', 'wide', 2560) + profile('a', 'autotrack', 1920);
    const description = await interrogate(
      polite({
        GetProfiles: () => ({ body: envelope(`<GetProfilesResponse>${all}</GetProfilesResponse>`) }),
      }),
    );
    expect(description.profiles.map(({ token, role }) => `${token} ${role}`)).toEqual([
      'm main',
      'a main',
      's sub',
    ]);
  });

  it.each<[string, Behaviour]>([
    [
      'a web server',
      () => ({ status: 404, headers: { 'content-type': 'text/html' }, body: '<html></html>' }),
    ],
    ['a friendly web server', () => ({ headers: { 'content-type': 'text/html' }, body: '<html></html>' })],
    ['what is no web server', (_, response) => void response.socket?.end('SSH-2.0-OpenSSH_9.2\r\n')],
  ])('says that %s is no ONVIF device', async (_, behave) => {
    await expect(interrogate(behave)).rejects.toMatchObject({ kind: 'invalid', code: 'camera-not-onvif' });
  });
});

describe('when a camera sends us elsewhere', () => {
  it('keeps to the host it was told, whatever the services and redirects say', async () => {
    const victim = await aDevice(polite(), '127.0.0.2');
    const services = envelope(
      `<GetServicesResponse><Service><Namespace>http://www.onvif.org/ver10/media/wsdl</Namespace><XAddr>${victim.url}</XAddr></Service></GetServicesResponse>`,
    );
    const redirect = () => ({ status: 302, headers: { location: victim.url } });
    const device = await aDevice(
      polite({ GetServices: () => ({ body: services }), GetNetworkInterfaces: redirect }),
    );
    const contact = {
      xaddrs: [victim.url.replace(/:\d+/, `:${new URL(device.url).port}`)],
      address: '127.0.0.1',
    };
    const description = await directory.interrogate(contact, credentials);
    expect(description.address).toBe('127.0.0.1');
    expect(description.profiles[0]?.streamUrl).toBe('rtsp://127.0.0.1/live');
    expect(victim.requests).toEqual([]);
  });

  it('tries the next of its URLs when one leads nowhere (quirk 1)', async () => {
    const device = await aDevice(polite());
    const gone = await startDevice(polite());
    await gone.stop();
    const description = await directory.interrogate({ xaddrs: ['urn:nonsense', gone.url, device.url] });
    expect(description.onvifUrl).toBe(device.url);
  });

  it.each([[[]], [['ftp://10.0.0.1/']], [['nonsense']]])('has nowhere to ask with %j', async (xaddrs) => {
    await expect(directory.interrogate({ xaddrs })).rejects.toMatchObject({ code: 'camera-url-invalid' });
  });
});

describe('when a camera refuses', () => {
  const hasPassword = (xml: string, headers: { authorization?: string | undefined }) =>
    xml.includes('UsernameToken') || headers.authorization !== undefined;
  const digestChallenge = {
    'www-authenticate': 'Basic realm="x", Digest realm="a, \\"b\\"", nonce="n=1", qop="auth,auth-int"',
  };

  it.each<[string, Behaviour]>([
    ['a fault with status 400', polite({ GetProfiles: () => fault('NotAuthorized') })],
    ['a fault with status 200', polite({ GetProfiles: () => fault('NotAuthorized', 200) })],
    [
      'a page in HTML with status 401',
      polite({
        GetProfiles: () => ({
          status: 401,
          headers: { 'content-type': 'text/html', ...digestChallenge },
          body: '<html><p>',
        }),
      }),
    ],
    ['an empty 403', polite({ GetProfiles: () => ({ status: 403 }) })],
    [
      'a fault in words',
      polite({
        GetProfiles: () => ({
          status: 500,
          body: envelope('<Fault><Reason><Text>Sender not Authorized</Text></Reason></Fault>'),
        }),
      }),
    ],
  ])('understands %s, and tries a password three times at most (quirk 11)', async (_, behave) => {
    const device = await aDevice(behave);
    await expect(directory.interrogate({ xaddrs: [device.url] }, credentials)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'camera-refused-password',
    });
    const tries = device.requests.filter(({ xml, headers }) => hasPassword(xml, headers));
    expect(tries.length).toBeGreaterThan(0);
    expect(tries.length).toBeLessThanOrEqual(3);
    await expect(directory.interrogate({ xaddrs: [device.url] })).rejects.toMatchObject({
      code: 'camera-needs-password',
    });
  });

  it('shows nothing of a token that the camera echoes, in no error (Reolink)', async () => {
    let echoed = '';
    const echo = (status: number): Behaviour =>
      rudeAfterClock((response, xml) => {
        echoed = xml;
        response
          .writeHead(status, soap)
          .end(
            `<Envelope><Body><Fault><Reason><Text>not authorized ${xml}</Text></Reason></Fault></Body></Envelope>`,
          );
      });
    for (const status of [200, 400, 500]) {
      const error: unknown = await interrogate(echo(status)).catch((reason: unknown) => reason);
      const all = inspect(error, { depth: null, showHidden: true });
      const token = /<Nonce[^>]*>([^<]*)</.exec(echoed)?.[1];
      expect(token).toBeTruthy();
      for (const secret of [token, credentials.password, 'UsernameToken']) expect(all).not.toContain(secret);
    }
  });
});
