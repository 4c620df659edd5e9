import { z } from 'zod';
import { type ClockReading, clockFaults, type KnownClock } from '../../camera/index.ts';
import { formatInstant } from '../../core/index.ts';
import { instant } from './time.ts';

/** A measurement of the camera's clock. */
export const clockReading = z
  .strictObject({
    offsetMs: z.number().meta({ description: 'That clock minus the server’s: negative when it is behind.' }),
    errorMs: z.number().meta({ description: 'The offset is right within so much.' }),
    source: z.enum(['onvif', 'rtcp']),
    measuredAt: instant,
  })
  .meta({ id: 'CameraClock' });

/** Why the newest try gave no reading. */
const clockFailure = z
  .strictObject({ fault: z.enum(clockFaults), triedAt: instant })
  .meta({ id: 'CameraClockFailure' });

/** The newest measurement, and why a newer one gave no offset. */
export const knownClock = { clock: clockReading.optional(), clockFailure: clockFailure.optional() };

export const clockJson = (reading: ClockReading): z.input<typeof clockReading> => ({
  offsetMs: reading.offsetMs,
  errorMs: reading.errorMs,
  source: reading.source,
  measuredAt: formatInstant(reading.measuredAtMs),
});

export const knownClockJson = ({
  reading,
  failure,
}: KnownClock = {}): z.input<z.ZodObject<typeof knownClock>> => ({
  ...(reading && { clock: clockJson(reading) }),
  ...(failure && { clockFailure: { fault: failure.fault, triedAt: formatInstant(failure.atMs) } }),
});
