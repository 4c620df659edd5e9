import { z } from 'zod';

/**
 * Shapes of what `parseXml` returns. Everything in it is attacker-controlled: an element is a string, an object when
 * it has attributes or children, an array when it stands more than once. What does not fit becomes `undefined`.
 */

const maxTextLength = 2_048;

/** The text of an element, trimmed; empty and overlong text is none. */
export const textIn = z
  .union([z.string(), z.object({ _: z.string() }).transform((element) => element._)])
  .transform((content) => content.trim())
  .pipe(z.string().min(1).max(maxTextLength))
  .optional()
  .catch(undefined);

/** The text of the first of several. */
export const firstText = z
  .union([z.array(z.unknown()).transform((all): unknown => all[0]), z.unknown()])
  .pipe(textIn)
  .optional();

export const wholeNumber = textIn.transform((digits) =>
  digits !== undefined && /^[+-]?\d{1,9}$/.test(digits) ? Number(digits) : undefined,
);

export const decimal = textIn.transform((digits) =>
  digits !== undefined && /^\d{1,6}(?:\.\d{1,6})?$/.test(digits) ? Number(digits) : undefined,
);

/** An element with these children, or `undefined`. */
export const element = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.object(shape).optional().catch(undefined);

/** None, one or many: the first `max` that fit. */
export const several = <Shape extends z.core.$ZodLooseShape>(shape: Shape, max: number) =>
  z
    .unknown()
    .transform((content) => (Array.isArray(content) ? (content as unknown[]) : [content]).slice(0, max))
    .pipe(z.array(element(shape)))
    .transform((all) => all.filter((each) => each !== undefined));

/** Splits a whitespace list (`xs:list`), at most `max` items. */
export const words = (content: string | undefined, max: number): string[] =>
  (content ?? '').split(/\s+/, max).filter((word) => word !== '');
