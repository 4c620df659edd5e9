import { z } from 'zod';
import { person } from '../terms/person.ts';
import { instant } from '../terms/time.ts';
import { foreseenShortening, shortening, shorteningKind } from './shortening-json.ts';

const days = z.number().meta({ description: 'above 0; may be parts of a day' });

const rules = {
  days,
  minimumDays: z.number().meta({ description: 'younger footage is never deleted, even above the quota' }),
  quotaBytes: z.number().optional().meta({ description: 'maximum bytes of originals' }),
};
const ofNeighbourhoods = z.array(z.strictObject({ neighbourhoodId: z.string(), days }));
const ofCameras = z.array(z.strictObject({ cameraId: z.string(), days }));

/** Of all sites of the ward. The most specific rule wins: camera, neighbourhood, ward. */
export const newRetentionPolicy = z
  .strictObject({
    ...rules,
    neighbourhoods: ofNeighbourhoods.optional(),
    cameras: ofCameras.optional(),
    requireClockSync: z.boolean().optional(),
  })
  .meta({ id: 'NewRetentionPolicy' });

const policy = z
  .strictObject({
    ...rules,
    neighbourhoods: ofNeighbourhoods.readonly(),
    cameras: ofCameras.readonly(),
    requireClockSync: z.boolean(),
  })
  .meta({ id: 'RetentionPolicy' });

const clock = z
  .strictObject({
    site: z.string().optional().meta({ description: 'the site whose clock it is' }),
    judgedAt: instant.optional(),
    isTrusted: z.boolean().meta({ description: 'false: nothing new is deleted' }),
    code: z.string().optional(),
    message: z.string().optional(),
  })
  .meta({ id: 'ExpiryClock' });

const stopped = z
  .strictObject({
    at: instant,
    missing: z.number().meta({ description: 'objects that should be there, and are absent' }),
    expected: z.number().meta({ description: 'objects that were looked for' }),
  })
  .meta({ id: 'ExpiryStop', description: 'nothing expires: too many objects are not in the store' });

/** The policy that was set last; without one nothing expires. What it shortens waits in `waiting`. */
export const retention = z
  .strictObject({
    now: instant,
    floorSeconds: z.number().meta({ description: 'nothing younger expires, and no policy may be shorter' }),
    delaySeconds: z.number().meta({ description: 'time before a change counts that shortens retention' }),
    policy: policy.optional(),
    cause: z.enum(['set', 'stopped', 'withdrawn', 'joined']).optional().meta({
      description:
        'stopped by a custodian or withdrawn by an admin: what counted before, put back; joined by an upgrade from those of each site',
    }),
    setAt: instant.optional(),
    setBy: person.optional(),
    waiting: z
      .array(shortening)
      .meta({ description: 'what will make footage expire sooner, the next first' }),
    clock,
    stopped: stopped.optional(),
  })
  .meta({ id: 'Retention' });

export const forecastAnswer = z
  .strictObject({
    storedBytes: z.number(),
    heldBytes: z.number(),
    bytesPerDay: z.number().meta({ description: 'measured over the last day and hour' }),
    neededBytes: z
      .number()
      .optional()
      .meta({ description: 'in the steady state, when expiry equals new footage' }),
    capacityBytes: z.number().optional().meta({ description: 'the smaller of quota and disk' }),
    daysToFull: z.number().optional().meta({ description: 'absent: never' }),
    daysThatFit: z.number().optional().meta({ description: 'absent: all days of the policy' }),
    pastBytes: z.number().meta({ description: 'past its time now, in whole UTC days' }),
    conflicts: z
      .array(
        z.enum([
          'no-policy',
          'disk-too-small',
          'quota-above-disk',
          'quota-shortens',
          'quota-below-minimum',
          'quota-below-floor',
        ]),
      )
      .readonly(),
  })
  .meta({ id: 'RetentionForecast' });

export const policyForecast = forecastAnswer
  .extend({
    shortening: foreseenShortening
      .optional()
      .meta({ description: 'absent where nothing would expire sooner' }),
  })
  .meta({ id: 'PolicyForecast' });

export const newStop = z.strictObject({ of: shorteningKind }).meta({
  id: 'NewStop',
  description: 'what is stopped: the policies that wait, or the confirmation of the clock',
});

export const shorteningList = z.strictObject({ waiting: z.array(shortening) });

export const clockQuery = z.strictObject({
  site: z.string().optional().meta({ description: 'whose clock; absent: that of the api' }),
});

export const receiptQuery = z.strictObject({
  before: instant.optional().meta({ description: 'last forgottenAt of the previous page' }),
});

/** A deleted batch; `keysSha256` is over the sorted object keys, a line feed after each. */
const receipt = z
  .strictObject({
    id: z.string(),
    cause: z.enum(['days', 'quota']),
    markedAt: instant,
    begunAt: instant,
    forgottenAt: instant,
    from: instant,
    to: instant,
    cameras: z.number(),
    segments: z.number(),
    objects: z.number().meta({ description: 'keys that the digest names' }),
    tally: z
      .strictObject({
        deleted: z.number().meta({ description: 'objects that were there, and are gone' }),
        absent: z.number().meta({ description: 'objects that were not there when the deletion began' }),
        failed: z.number().meta({ description: 'objects that the store holds locked; they stay' }),
      })
      .optional()
      .meta({ description: 'absent in receipts of earlier versions' }),
    sizeBytes: z.number().meta({ description: 'bytes of the originals that were there' }),
    keysSha256: z.string(),
  })
  .meta({ id: 'DeletionReceipt' });

export const receiptList = z.strictObject({ receipts: z.array(receipt) });

export type RetentionJson = z.input<typeof retention>;
export type ReceiptJson = z.input<typeof receipt>;
