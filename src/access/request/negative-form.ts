import { rangeOf, readForm, type TimeRange } from '../../core/index.ts';
import type { Area } from '../../footage/index.ts';
import { areaOfForm, requestFaults, requestForm } from './request-form.ts';

/** What a negative answer is asked for; `place`: as people call it. */
export const negativeForm = requestForm.pick({ caseNumber: true, area: true, from: true, to: true }).extend({
  authority: requestForm.shape.authority.optional(),
  place: requestForm.shape.authority.optional(),
});

interface AskedNegative {
  readonly caseNumber: string;
  readonly authority?: string;
  readonly place?: string;
  readonly area: Area;
  readonly range: TimeRange;
}

/**
 * Reads `{caseNumber, authority?, place?, area, from, to}`; `maxMs`: the longest range. Errors, all `invalid` with the field:
 * those of `parseRequest`, `place-name-invalid`.
 */
export function parseNegative(input: unknown, maxMs: number): AskedNegative {
  const { fields, ...others } = requestFaults;
  const place = ['place-name-invalid', 'The name of a place has 1 to 200 printable characters.'] as const;
  const said = readForm(negativeForm, input, { ...others, fields: { ...fields, place } });
  return {
    caseNumber: said.caseNumber,
    ...(said.authority !== undefined && { authority: said.authority }),
    ...(said.place !== undefined && { place: said.place }),
    area: areaOfForm(said.area),
    range: rangeOf(said.from, said.to, maxMs),
  };
}
