import type { Clock } from '../../../core/index.ts';
import type { ClockSource } from '../../../discovery/index.ts';
import { deviceNamespace } from '../soap/namespaces.ts';
import type { SoapClient } from '../soap/soap-client.ts';
import { faultAsNothing } from '../soap/unanswered.ts';
import { element, wholeNumber } from '../soap/xml-shape.ts';

export interface CameraClock {
  readonly offsetMs?: number;
  readonly source: ClockSource;
}

const answer = element({
  GetSystemDateAndTimeResponse: element({
    SystemDateAndTime: element({
      UTCDateTime: element({
        Date: element({ Year: wholeNumber, Month: wholeNumber, Day: wholeNumber }),
        Time: element({ Hour: wholeNumber, Minute: wholeNumber, Second: wholeNumber }),
      }),
    }),
  }),
});

/**
 * The camera's clock minus ours, to about half a second. From UTCDateTime alone, never from its time zone, which
 * lies (quirk 10); from the HTTP `Date` where the camera keeps the other to itself (quirk 9).
 */
export async function readClock(client: SoapClient, deviceUrl: URL, clock: Clock): Promise<CameraClock> {
  const sentMs = clock.nowMs();
  const operation = { url: deviceUrl, namespace: deviceNamespace, name: 'GetSystemDateAndTime' };
  const body = await client.askOnce(operation).catch(faultAsNothing);
  const cameraMs = utcMs(body);
  if (cameraMs !== undefined) {
    // Whole seconds, cut off; taken as read in the middle of the exchange.
    return { offsetMs: Math.round(cameraMs + 500 - (sentMs + clock.nowMs()) / 2), source: 'onvif' };
  }
  return client.httpDateOffsetMs === undefined
    ? { source: 'unknown' }
    : { offsetMs: client.httpDateOffsetMs, source: 'http-date' };
}

/** `Date.UTC`, because node-onvif sets month before day and lands on 1 March for 1 February on the 31st. */
export function utcMs(body: unknown): number | undefined {
  const stated = answer.parse(body)?.GetSystemDateAndTimeResponse?.SystemDateAndTime?.UTCDateTime;
  const { Year, Month, Day } = stated?.Date ?? {};
  const { Hour, Minute, Second } = stated?.Time ?? {};
  if (Year === undefined || Month === undefined || Day === undefined) return undefined;
  if (Hour === undefined || Minute === undefined || Second === undefined) return undefined;
  const isReal = within(Year, 1970, 2200) && within(Month, 1, 12) && within(Day, 1, 31);
  const isTime = within(Hour, 0, 23) && within(Minute, 0, 59) && within(Second, 0, 60);
  return isReal && isTime ? Date.UTC(Year, Month - 1, Day, Hour, Minute, Second) : undefined;
}

const within = (value: number, least: number, most: number): boolean => least <= value && value <= most;
