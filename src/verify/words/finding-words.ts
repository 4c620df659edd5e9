import type { FindingDetail, FindingName } from '../finding.ts';

/** What a finding says in a language. Times are UTC, as in the records. */
export type FindingWords = Readonly<Record<FindingName, (detail: FindingDetail) => string>>;
