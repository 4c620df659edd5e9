/** The name of a column as spreadsheets have it: `A` for the first, `AA` for the 27th. `index` from 0. */
export function columnLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetter(Math.floor(index / 26) - 1) + last;
}
