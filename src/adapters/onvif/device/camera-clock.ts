import {
  type ClockAnswer,
  instantOfStated,
  judgeExchange,
  type ReadingFault,
  type StatedTime,
} from '../../../camera/index.ts';
import { AppError, type Clock } from '../../../core/index.ts';
import type { ClockSource } from '../../../discovery/index.ts';
import { deviceNamespace } from '../soap/namespaces.ts';
import type { SoapClient } from '../soap/soap-client.ts';
import { faultAsNothing } from '../soap/unanswered.ts';
import { element, wholeNumber } from '../soap/xml-shape.ts';

/** `offsetMs` is what the camera says, to sign tokens by; `answer` is what may be stated of its clock. */
export interface CameraClock {
  readonly offsetMs?: number;
  readonly source: ClockSource;
  readonly answer: ClockAnswer;
}

const moment = element({
  Date: element({ Year: wholeNumber, Month: wholeNumber, Day: wholeNumber }),
  Time: element({ Hour: wholeNumber, Minute: wholeNumber, Second: wholeNumber }),
});

const timeAnswer = element({
  GetSystemDateAndTimeResponse: element({
    SystemDateAndTime: element({ UTCDateTime: moment, LocalDateTime: moment }),
  }),
});

/**
 * The camera's clock minus ours, to about half a second. From UTCDateTime alone, never from its time zone, which
 * lies (quirk 10); from the HTTP `Date` where the camera keeps the other to itself (quirk 9).
 */
export async function readClock(client: SoapClient, deviceUrl: URL, clock: Clock): Promise<CameraClock> {
  const question = { url: deviceUrl, namespace: deviceNamespace, name: 'GetSystemDateAndTime' };
  const [sentAtMs, sentUpMs] = [clock.nowMs(), clock.monotonicMs()];
  const body = await client.askOnce(question).catch(faultAsNothing);
  const [answeredAtMs, tookMs] = [clock.nowMs(), clock.monotonicMs() - sentUpMs];
  const answer: ClockAnswer =
    body === 'refused'
      ? { fault: 'refused' }
      : judgeExchange({ ...statedTimes(body), sentAtMs, answeredAtMs, tookMs });
  const cameraMs = utcMs(body);
  if (cameraMs !== undefined) {
    // Whole seconds, cut off; taken as read in the middle of the exchange.
    const offsetMs = Math.round(cameraMs + 500 - (sentAtMs + answeredAtMs) / 2);
    return { offsetMs, source: 'onvif', answer };
  }
  return client.httpDateOffsetMs === undefined
    ? { source: 'unknown', answer }
    : { offsetMs: client.httpDateOffsetMs, source: 'http-date', answer };
}

const faults: Readonly<Record<string, ReadingFault>> = {
  'camera-offline': 'silent',
  'camera-answer-late': 'silent',
};

/** Why a clock could not be read. */
export const clockFaultOf = (error: unknown): ReadingFault => {
  if (!(error instanceof AppError)) throw error;
  return faults[error.code] ?? 'unreadable';
};

function utcMs(body: unknown): number | undefined {
  const { utc } = statedTimes(body);
  return utc && instantOfStated(utc);
}

/** The times that an answer states; `NaN` for a field without a number. */
function statedTimes(body: unknown): { utc: StatedTime | undefined; local: StatedTime | undefined } {
  const stated = timeAnswer.parse(body)?.GetSystemDateAndTimeResponse?.SystemDateAndTime;
  return { utc: timeOf(stated?.UTCDateTime), local: timeOf(stated?.LocalDateTime) };
}

function timeOf(stated: ReturnType<typeof moment.parse>): StatedTime | undefined {
  if (!stated) return undefined;
  const { Year = Number.NaN, Month = Number.NaN, Day = Number.NaN } = stated.Date ?? {};
  const { Hour = Number.NaN, Minute = Number.NaN, Second = Number.NaN } = stated.Time ?? {};
  return { year: Year, month: Month, day: Day, hour: Hour, minute: Minute, second: Second };
}
