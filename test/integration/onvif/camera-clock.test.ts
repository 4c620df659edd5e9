import { afterEach, describe, expect, it } from 'vitest';
import { createCameraDirectory } from '../../../src/adapters/onvif/index.ts';
import type { ClockAnswer } from '../../../src/camera/index.ts';
import { testNetworks } from '../../support/camera-networks.ts';
import { HandClock } from '../../support/hand-clock.ts';
import {
  type Behaviour,
  dateAndTime,
  envelope,
  type FakeDevice,
  fault,
  polite,
  politeAnswer,
  startDevice,
} from './fake-device.ts';
import { recordedUtc, recordingsMissing, startRecordedDevice } from './recorded-device.ts';

const hourMs = 3_600_000;
let device: FakeDevice | undefined;
afterEach(async () => {
  await device?.stop();
  device = undefined;
});

const directory = createCameraDirectory({ networks: testNetworks, requestMs: 300, totalMs: 600 });

async function read(behave: Behaviour): Promise<ClockAnswer> {
  device = await startDevice(behave);
  return directory.readClock({ xaddrs: [device.url] });
}
const says = (body: string): Behaviour => polite({ GetSystemDateAndTime: () => ({ body }) });
const saysIn = (tag: string, content: string): Behaviour =>
  says(
    envelope(
      `<GetSystemDateAndTimeResponse><SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>true</tt:DaylightSavings><tt:TimeZone><tt:TZ>CST+8:00:00</tt:TZ></tt:TimeZone><tt:${tag}>${content}</tt:${tag}></SystemDateAndTime></GetSystemDateAndTimeResponse>`,
    ),
  );
const date = (year: number, month: number, day: number) =>
  `<tt:Date><tt:Year>${year}</tt:Year><tt:Month>${month}</tt:Month><tt:Day>${day}</tt:Day></tt:Date>`;
const time = (hour: number) =>
  `<tt:Time><tt:Hour>${hour}</tt:Hour><tt:Minute>0</tt:Minute><tt:Second>0</tt:Second></tt:Time>`;

describe('when the clock of a camera is measured', () => {
  it('states how far behind it is, within half a second and half the asking', async () => {
    const askedAtMs = performance.now();
    const answer = await read(
      polite({ GetSystemDateAndTime: () => ({ body: dateAndTime(new Date(Date.now() - 60_000)) }) }),
    );
    const tookMs = performance.now() - askedAtMs;
    if ('fault' in answer) throw new Error(answer.fault);
    expect(Math.abs(answer.offsetMs + 60_000)).toBeLessThanOrEqual(answer.errorMs);
    expect(answer.errorMs).toBeLessThanOrEqual(502 + tookMs / 2);
  });

  it.each<[string, Behaviour, string]>([
    ['local time alone (quirk 9)', saysIn('LocalDateTime', date(2026, 11, 21) + time(12)), 'no-utc'],
    ['no time at all', saysIn('Extension', ''), 'no-utc'],
    ['an empty time', saysIn('UTCDateTime', ''), 'no-utc'],
    ['a date alone', saysIn('UTCDateTime', date(2026, 11, 21)), 'impossible'],
    ['30 February', saysIn('UTCDateTime', date(2026, 2, 30) + time(12)), 'impossible'],
    ['hour 99', saysIn('UTCDateTime', date(2026, 11, 21) + time(99)), 'impossible'],
    ['the year 2000, after a start', saysIn('UTCDateTime', date(2000, 1, 1) + time(0)), 'far-off'],
    ['the year 2199', saysIn('UTCDateTime', date(2199, 1, 1) + time(0)), 'far-off'],
    ['local time for UTC (quirk 9)', says(dateAndTime(new Date(Date.now() + 7 * hourMs))), 'like-a-zone'],
    ['a page', () => ({ body: '<html></html>', headers: { 'content-type': 'text/html' } }), 'unreadable'],
    ['nothing that can be read', says('<a'), 'unreadable'],
    [
      'that it knows no such question',
      polite({ GetSystemDateAndTime: () => fault('ActionNotSupported') }),
      'no-utc',
    ],
    ['that it wants a password', polite({ GetSystemDateAndTime: () => fault('NotAuthorized') }), 'refused'],
    ['nothing in time', () => undefined, 'silent'],
  ])('gives a reason and no offset where it says %s', async (_, behave, reason) => {
    expect(await read(behave)).toEqual({ fault: reason });
  });

  it('signs nothing, so that no account is locked (quirk 11)', async () => {
    await read(polite({ GetSystemDateAndTime: () => fault('NotAuthorized') }));
    expect(device?.requests.map(({ operation }) => operation)).toEqual(['GetSystemDateAndTime']);
    expect(device?.requests[0]?.xml).not.toContain('Security');
  });

  it('is silent where nobody listens, and unreadable without a URL', async () => {
    const gone = await startDevice(polite());
    await gone.stop();
    expect(await directory.readClock({ xaddrs: [gone.url] })).toEqual({ fault: 'silent' });
    expect(await directory.readClock({ xaddrs: ['urn:nonsense'] })).toEqual({ fault: 'unreadable' });
  });

  it('believes none that answers while our own clock is set', async () => {
    const clock = new HandClock(Date.now());
    device = await startDevice((request) => {
      clock.step(5_000);
      return politeAnswer(request);
    });
    const asked = createCameraDirectory({ networks: testNetworks, clock });
    expect(await asked.readClock({ xaddrs: [device.url] })).toEqual({ fault: 'our-step' });
  });
});

describe.skipIf(recordingsMissing)('when recorded cameras are asked a minute later', () => {
  it.each(['bosch-autodome-5000i', 'axis-p3818', 'reolink-e1-zoom', 'mockup', 'axis-exonvif'])(
    'measures %s by its UTC, whatever its zone and its summer time say (quirk 10)',
    async (name) => {
      device = await startRecordedDevice(name);
      const clock = new HandClock(recordedUtc(name) + 60_000);
      const asked = createCameraDirectory({ networks: testNetworks, clock });
      expect(await asked.readClock({ xaddrs: [device.url] })).toEqual({
        source: 'onvif',
        offsetMs: -59_500,
        errorMs: 501,
        measuredAtMs: clock.nowMs(),
      });
    },
  );
});
