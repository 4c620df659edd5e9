import { type BundleRole, type ListedFile, roleOf } from '../../verify/index.ts';

/** Small files that the rest rests on come first, so that a reader knows early; footage comes last. */
const order: Readonly<Record<BundleRole, number>> = {
  checkpoint: 0,
  timestamp: 1,
  head: 2,
  key: 3,
  custody: 4,
  record: 4,
  proof: 4,
  paper: 5,
  index: 6,
  picture: 7,
  clip: 8,
  original: 9,
};

/** The files in the order of the ZIP and of the manifest, each with the role of its name. */
export const inListedOrder = (files: readonly Omit<ListedFile, 'role'>[]): ListedFile[] =>
  files
    .flatMap((file) => {
      const role = roleOf(file.path);
      return role ? [{ file: { ...file, role }, parts: partsOf(file.path) }] : [];
    })
    .sort((a, b) => order[a.file.role] - order[b.file.role] || byName(a.parts, b.parts))
    .map(({ file }) => file);

/** Numbers in a name count as numbers: `segments/cam/main/9.mp4` before `10.mp4`. The same on every machine, in any language. */
function byName(ours: readonly string[], theirs: readonly string[]): number {
  const at = ours.findIndex((part, i) => part !== theirs[i]);
  const [own = '', other = ''] = [ours[at], theirs[at]];
  if (isNumber(own) && isNumber(other)) return own.length - other.length || (own < other ? -1 : 1);
  return own === other ? ours.length - theirs.length : own < other ? -1 : 1;
}

/** Its numbers, and the texts between. */
const partsOf = (name: string): string[] => name.match(/\d+|\D+/g) ?? [];

const isNumber = (text: string): boolean => /^\d/.test(text);
