/** As people sort names here: `Khu phố 2` before `Khu phố 10`. */
export const byName = (a: { readonly name: string }, b: { readonly name: string }): number =>
  a.name.localeCompare(b.name, 'vi', { numeric: true });
