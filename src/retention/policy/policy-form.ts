import { z } from 'zod';
import {
  type CameraId,
  type Faults,
  type FormFaults,
  invalid,
  type NeighbourhoodId,
  readForm,
} from '../../core/index.ts';
import type { RetentionPolicy } from './policy.ts';

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
 * `retain-days-below-minimum`.
 */
export function parsePolicy(input: unknown): RetentionPolicy {
  const policy = readForm(form, input, faults);
  refuseTwice(policy);
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

function refuseBelowMinimum({ days: site, neighbourhoods, cameras, minimumDays }: RetentionPolicy): void {
  const rules: [field: string, days: number][] = [
    ['days', site],
    ...neighbourhoods.map((rule, i): [string, number] => [`neighbourhoods.${i}.days`, rule.days]),
    ...cameras.map((rule, i): [string, number] => [`cameras.${i}.days`, rule.days]),
  ];
  const short = rules.find(([, days]) => days < minimumDays);
  if (short) throw invalid('retain-days-below-minimum', 'This is shorter than the minimum.', short[0]);
}
