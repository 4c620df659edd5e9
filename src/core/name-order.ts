/** Made once: making it takes longer than a thousand comparisons. */
const collator = new Intl.Collator('vi', { numeric: true });

/** The order of names as people here sort them: `Khu phố 2` before `Khu phố 10`. */
export const inNameOrder = (one: string, other: string): number => collator.compare(one, other);
