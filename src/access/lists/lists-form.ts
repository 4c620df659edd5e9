import { z } from 'zod';
import { isCalendarDay } from '../../camera/index.ts';
import { type FormFaults, printable, readForm } from '../../core/index.ts';
import type { SiteLists } from './request-lists.ts';

const mostTexts = 100;
const day = z.string().refine(isCalendarDay);

/** Examples have gaps, written `…`: who takes one fills them. */
const offeredText = (most: number) =>
  z
    .strictObject({
      text: z
        .string()
        .regex(printable)
        .trim()
        .min(1)
        .max(most)
        .regex(/^[^…]*$/u),
      fromDay: day.optional(),
      untilDay: day.optional(),
    })
    .refine(({ fromDay, untilDay }) => !fromDay || !untilDay || fromDay <= untilDay);

export const listsForm = z.strictObject({
  revision: z.number().int().min(0),
  authorities: z.array(offeredText(200)).max(mostTexts),
  legalBases: z.array(offeredText(500)).max(mostTexts),
});

const days = 'days like 2026-11-21, the first not after the last';
const faults: FormFaults = {
  fields: {
    authorities: [
      'listed-authority-invalid',
      `An authority of the list has 1 to 200 printable characters, no "…", and ${days}; 100 at most.`,
    ],
    legalBases: [
      'listed-basis-invalid',
      `A legal basis of the list has 1 to 500 printable characters, no "…", and ${days}; 100 at most.`,
    ],
  },
  form: [
    'request-lists-invalid',
    'The lists are {revision, authorities: [{text, fromDay?, untilDay?}], legalBases}.',
  ],
};

/** Errors, all `invalid` with the field, such as `legalBases.2.text`: the codes of `faults`. */
export const parseLists = (input: unknown): SiteLists => {
  const { revision, authorities, legalBases } = readForm(listsForm, input, faults);
  return { revision, authorities: authorities.map(offered), legalBases: legalBases.map(offered) };
};

const offered = ({ text, fromDay, untilDay }: z.output<ReturnType<typeof offeredText>>) => ({
  text,
  ...(fromDay !== undefined && { fromDay }),
  ...(untilDay !== undefined && { untilDay }),
});
