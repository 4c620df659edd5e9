import { afterEach, describe, expect, it } from 'vitest';
import { createCameraDirectory } from '../../../src/adapters/onvif/index.ts';
import { systemClock } from '../../../src/core/index.ts';
import type { CameraDescription } from '../../../src/discovery/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { describeUnless } from '../../support/unless.ts';
import { envelope, type FakeDevice, fault, polite, politeAnswer, startDevice } from './fake-device.ts';
import { recordedUtc, recordingsMissing, startRecordedDevice } from './recorded-device.ts';

/** Our own clock stands still, a little before each camera's. */
const nowMs = Date.UTC(2026, 0, 13, 19, 25, 10);
const directory = createCameraDirectory({
  networks: testNetworks,
  clock: { ...systemClock, nowMs: () => nowMs },
});

let device: FakeDevice | undefined;
afterEach(() => device?.stop());

async function describeRecorded(name: string, rest?: Parameters<typeof startRecordedDevice>[1]) {
  device = await startRecordedDevice(name, rest);
  return directory.interrogate({ xaddrs: [device.url] });
}

const streams = ({ profiles }: CameraDescription) =>
  profiles.map(({ token, role, codec, width, height, fps, streamUrl }) =>
    [token, role, codec, `${width}x${height}`, fps, streamUrl].join(' '),
  );

describeUnless(recordingsMissing, 'when a recorded camera is asked', () => {
  it('describes a Bosch, whose main stream is not its JPEG', async () => {
    const description = await describeRecorded('bosch-autodome-5000i');
    expect(description).toMatchObject({
      address: '127.0.0.1',
      onvifUrl: device?.url,
      manufacturer: 'Bosch',
      firmware: '7.80.0128',
      identity: {
        endpointUuid: '021bb724-3ff9-f93f-24b7-1b021bb724b7',
        mac: '02:1b:b7:24:3f:f9',
        serial: '009189590089950512',
        model: 'AUTODOME IP starlight 5000i',
      },
      clockSource: 'onvif',
      authScheme: 'none',
    });
    expect(streams(description)).toEqual([
      '0 main h264 1536x864 30 rtsp://127.0.0.1/rtsp_tunnel?p=0&h26x=4&vcd=2',
      '1 sub h264 1536x864 30 rtsp://127.0.0.1/rtsp_tunnel?p=1&inst=2&h26x=4',
      '2 sub jpeg 1536x864 1 rtsp://127.0.0.1/rtsp_tunnel?h26x=0',
    ]);
    expect(description.profiles[0]?.statedUrl).toBe('rtsp://10.90.2.57/rtsp_tunnel?p=0&h26x=4&vcd=2');
  });

  it('describes an Axis, which names no endpoint (nil) and offers JPEG in a larger size', async () => {
    const description = await describeRecorded('axis-p3818');
    expect(description.identity).toEqual({
      mac: '02:d2:1c:01:35:70',
      serial: '02D21C013570',
      model: 'P3818-PVE',
    });
    expect(streams(description)).toEqual([
      'profile_1_h264 main h264 1920x960 30 rtsp://127.0.0.1/onvif-media/media.amp?profile=profile_1_h264&sessiontimeout=60&streamtype=unicast',
      'profile_1_jpeg sub jpeg 5120x2560 30 rtsp://127.0.0.1/onvif-media/media.amp?profile=profile_1_jpeg&sessiontimeout=60&streamtype=unicast',
    ]);
  });

  it('describes a Reolink, which faults on what it does not know', async () => {
    const description = await describeRecorded('reolink-e1-zoom');
    expect(description).toMatchObject({
      manufacturer: 'REOLINK',
      firmware: 'v3.1.0.2649_23083101',
      identity: { mac: '02:8c:5a:57:13:d8', serial: '1090261', model: 'E1 Zoom' },
    });
    expect(streams(description)).toEqual([
      '000 main h264 2048x1536 15 rtsp://127.0.0.1/',
      '001 sub h264 640x480 15 rtsp://127.0.0.1/h264Preview_01_sub',
    ]);
  });

  it('describes the mock-up, whose services all share one address', async () => {
    const description = await describeRecorded('mockup');
    expect(description).toMatchObject({
      manufacturer: 'Mockup Manufacturer',
      identity: { mac: '02:3e:93:9f:3a:dc', serial: '00000000', model: 'Mockup Model' },
    });
    expect(streams(description)).toEqual(['main main h264 1920x1080 5 rtsp://127.0.0.1/h264main']);
  });

  it('describes a Milesight, given streams that nobody recorded, without a clock', async () => {
    const description = await describeRecorded('milesight', (request) =>
      request.operation === 'GetSystemDateAndTime' ? fault('ActionNotSupported') : politeAnswer(request),
    );
    expect(description).toMatchObject({
      manufacturer: 'Milesight Technology Co.,Ltd.',
      firmware: '61.8.0.3-r8',
      identity: { serial: 'EH64O229642555272', model: 'MS-C8165-PE' },
    });
    expect(streams(description)).toEqual(['p1 main  undefinedxundefined  rtsp://127.0.0.1/live']);
  });

  it('says of the other Axis, which recorded no profiles, that it has no streams', async () => {
    await expect(describeRecorded('axis-exonvif')).rejects.toMatchObject({
      code: 'camera-without-streams',
    });
  });

  it.each(['bosch-autodome-5000i', 'axis-p3818', 'reolink-e1-zoom', 'mockup'])(
    'reads the clock of %s from UTC alone, whatever its time zone says (quirk 10)',
    async (name) => {
      const { clockOffsetMs } = await describeRecorded(name);
      expect(clockOffsetMs).toBe(recordedUtc(name) + 500 - nowMs);
    },
  );

  it('asks for nothing but reading', async () => {
    await describeRecorded('bosch-autodome-5000i');
    expect(device?.requests.map(({ operation }) => operation)).toEqual([
      'GetSystemDateAndTime',
      'GetServices',
      'GetProfiles', // Media2, not recorded
      'GetProfiles',
      'GetStreamUri',
      'GetStreamUri',
      'GetStreamUri',
      'GetDeviceInformation',
      'GetNetworkInterfaces',
      'GetEndpointReference',
    ]);
  });
});

describe('when a camera knows Media2', () => {
  const media2 = 'http://www.onvif.org/ver20/media/wsdl';
  const services = (url: string) =>
    envelope(
      `<GetServicesResponse><Service><Namespace>http://www.onvif.org/ver10/media/wsdl</Namespace><XAddr>${url}</XAddr></Service>` +
        `<Service><Namespace>${media2}</Namespace><XAddr>${url}</XAddr></Service></GetServicesResponse>`,
    );
  const profiles =
    '<Profiles token="t&amp;1"><Name>main</Name><Configurations><VideoSource><tt:SourceToken>v</tt:SourceToken></VideoSource>' +
    '<VideoEncoder><tt:Encoding>H265</tt:Encoding><tt:Resolution><tt:Width>3840</tt:Width><tt:Height>2160</tt:Height></tt:Resolution>' +
    '<tt:RateControl><tt:FrameRateLimit>12.5</tt:FrameRateLimit></tt:RateControl></VideoEncoder></Configurations></Profiles>';

  it('takes H.265 from there, which Media1 hides (quirk 13)', async () => {
    device = await startMedia2Device();
    const { profiles: found } = await directory.interrogate({ xaddrs: [device.url] });
    expect(found).toEqual([
      {
        token: 't&1',
        name: 'main',
        videoSource: 'v',
        codec: 'h265',
        width: 3840,
        height: 2160,
        fps: 12.5,
        role: 'main',
        streamUrl: 'rtsp://127.0.0.1:8554/h265?a=1&b=2',
        statedUrl: 'rtsp://192.168.1.2:8554/h265?a=1&b=2',
      },
    ]);
    const asked = device.requests.filter(({ namespace }) => namespace === media2);
    expect(asked.map(({ operation }) => operation)).toEqual(['GetProfiles', 'GetStreamUri']);
    expect(asked[0]?.xml).toContain('<n:Type>All</n:Type>');
    expect(asked[1]?.xml).toContain('ProfileToken>t&#38;1<');
  });

  async function startMedia2Device(): Promise<FakeDevice> {
    return startDevice(
      polite({
        GetServices: () => ({ body: services('http://192.168.1.2/onvif/media') }),
        GetProfiles: ({ namespace }) =>
          namespace === media2
            ? { body: envelope(`<GetProfilesResponse>${profiles}</GetProfilesResponse>`) }
            : fault('ActionNotSupported'),
        GetStreamUri: () => ({
          body: envelope(
            '<GetStreamUriResponse><Uri>\n  rtsp://admin:secret@192.168.1.2:8554/h265?a=1&amp;amp;b=2\n</Uri></GetStreamUriResponse>',
          ),
        }),
      }),
    );
  }
});
