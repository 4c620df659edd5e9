import { z } from 'zod';
import {
  type CameraId,
  dayMs,
  type Faults,
  type FormFaults,
  invalid,
  type NeighbourhoodId,
  readForm,
} from '../../core/index.ts';
import { msOfDays, type RetentionPolicy } from './policy.ts';

/** Ten years: longer is a typing mistake. */
const maxDays = 3_660;

const days = z.number().gt(0).max(maxDays);
const id = <T extends string>() =>
  z
    .string()
    .min(1)
    .max(100)
    .transform((text) => text as T);

const form = z.strictObject({
  days,
  neighbourhoods: z
    .array(z.strictObject({ neighbourhoodId: id<NeighbourhoodId>(), days }))
    .max(1_000)
    .default([]),
  cameras: z
    .array(z.strictObject({ cameraId: id<CameraId>(), days }))
    .max(10_000)
    .default([]),
  minimumDays: z.number().min(0).max(maxDays),
  quotaBytes: z.int().positive().exactOptional(),
  requireClockSync: z.boolean().default(false),
});

const fields: Faults = {
  days: ['retain-days-invalid', `Retention is more than 0 and at most ${maxDays} days.`],
  neighbourhoods: ['retention-rule-invalid', 'A rule of a neighbourhood is {neighbourhoodId, days}.'],
  cameras: ['retention-rule-invalid', 'A rule of a camera is {cameraId, days}.'],
  minimumDays: ['minimum-days-invalid', `The minimum is 0 to ${maxDays} days.`],
  quotaBytes: ['quota-invalid', 'A quota is a whole number of bytes above 0.'],
  requireClockSync: ['require-clock-sync-invalid', 'The value must be true or false.'],
};

const faults: FormFaults = {
  fields,
  unknownField: ['retention-field-unknown', 'This field is not part of a retention policy.'],
  form: ['retention-policy-invalid', 'A retention policy is a JSON object.'],
};

/**
 * Reads `{days, minimumDays, neighbourhoods?, cameras?, quotaBytes?, requireClockSync?}`. Errors, all `invalid` with
 * the field: `retention-policy-invalid`, `retention-field-unknown`, the codes of `fields`, `retention-rule-twice`,
 * `retention-below-floor`, `retain-days-below-minimum`.
 */
export function parsePolicy(input: unknown, floorMs: number): RetentionPolicy {
  const policy = readForm(form, input, faults);
  refuseTwice(policy);
  refuseBelowFloor(policy, floorMs);
  refuseBelowMinimum(policy);
  return policy;
}

function refuseTwice({ neighbourhoods, cameras }: RetentionPolicy): void {
  const named = [
    ...neighbourhoods.map((rule, i) => [rule.neighbourhoodId, `neighbourhoods.${i}`] as const),
    ...cameras.map((rule, i) => [rule.cameraId, `cameras.${i}`] as const),
  ];
  const seen = new Set<string>();
  for (const [name, field] of named) {
    if (seen.has(name)) throw invalid('retention-rule-twice', 'Two rules have the same target.', field);
    seen.add(name);
  }
}

function refuseBelowFloor(policy: RetentionPolicy, floorMs: number): void {
  const times = [...rulesOf(policy), ['minimumDays', policy.minimumDays] as const];
  const short = times.find(([, days]) => msOfDays(days) < floorMs);
  if (!short) return;
  const message = `This is shorter than the retention floor (MINHCHUNG_MINIMUM_RETENTION), ${floorText(floorMs)}.`;
  throw invalid('retention-below-floor', message, short[0]);
}

const floorText = (floorMs: number): string =>
  floorMs < dayMs ? `${floorMs / 1_000} s` : `${floorMs / dayMs} days`;

function refuseBelowMinimum(policy: RetentionPolicy): void {
  const short = rulesOf(policy).find(([, days]) => days < policy.minimumDays);
  if (short) throw invalid('retain-days-below-minimum', 'This is shorter than the minimum.', short[0]);
}

const rulesOf = ({
  days,
  neighbourhoods,
  cameras,
}: RetentionPolicy): (readonly [field: string, days: number])[] => [
  ['days', days],
  ...neighbourhoods.map((rule, i) => [`neighbourhoods.${i}.days`, rule.days] as const),
  ...cameras.map((rule, i) => [`cameras.${i}.days`, rule.days] as const),
];
