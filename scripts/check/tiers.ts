/** The tiers of tests, with their folders of `test`. */
export const tiers = {
  unit: ['unit', 'architecture'],
  integration: ['contract', 'integration', 'ward'],
  browser: ['browser'],
  e2e: ['e2e'],
  chaos: ['chaos'],
} as const;

export type TierName = keyof typeof tiers;

export const tierNames = Object.keys(tiers) as readonly TierName[];

/** Tier of a test file, by its path from the project's root. */
export const tierOf = (path: string): TierName | undefined =>
  tierNames.find((name) => tiers[name].some((folder) => path.startsWith(`test/${folder}/`)));

/** Patterns of a tier's test files, from the project's root. */
export const filesOf = (name: TierName): string[] =>
  tiers[name].map((folder) => `test/${folder}/**/*.test.ts`);
