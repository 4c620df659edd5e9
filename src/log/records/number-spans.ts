/** Numbers as spans, each its first and its last: [1, 4, 6, 6] is 1 to 4, and 6. Numbers may come in any order, and twice. */
export function spansOf(numbers: readonly number[]): number[] {
  const spans: number[] = [];
  for (const number of [...numbers].sort((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last !== undefined && number <= last + 1) spans[spans.length - 1] = number;
    else spans.push(number, number);
  }
  return spans;
}

export function isInSpans(spans: readonly number[], number: number): boolean {
  for (let at = 0; at + 1 < spans.length; at += 2)
    if (Number(spans[at]) <= number && number <= Number(spans[at + 1])) return true;
  return false;
}

/** Numbers between the spans, from the last down. */
export function* numbersBetween(spans: readonly number[]): Generator<number> {
  for (let at = spans.length - 2; at > 0; at -= 2)
    for (let number = Number(spans[at]) - 1; number > Number(spans[at - 1]); number--) yield number;
}

/** Whether it is what `spansOf` makes: pairs of whole numbers in their order, none of which joins the next. */
export const areSpans = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.length % 2 === 0 &&
  value.every(
    (number, at) => Number.isSafeInteger(number) && number >= (at === 0 ? 0 : leastAfter(value, at)),
  );

/** A span may be one number; the next begins behind a number that is in none. */
const leastAfter = (spans: readonly number[], at: number): number =>
  Number(spans[at - 1]) + (at % 2 === 0 ? 2 : 0);
