/**
 * What the verifier finds, each with the exit status that stands for it: 3 a warning, 10 altered, 11 missing or extra, 12 key not
 * trusted, 13 log inconsistent, 14 time anomaly, 15 incomplete scope, 20 malformed.
 */
export const findingCodes = {
  'zip-malformed': 20,
  'file-malformed': 20,
  'record-malformed': 20,
  'signature-wrong': 12,
  'key-not-trusted': 12,
  'key-change-unproved': 12,
  'manifest-altered': 10,
  'file-altered': 10,
  'original-differs': 10,
  'index-differs': 10,
  'picture-differs': 10,
  'clip-differs': 10,
  'statement-altered': 10,
  'file-missing': 11,
  'file-unlisted': 11,
  'original-missing': 11,
  'proof-altered': 13,
  'record-not-proved': 13,
  'original-unrecorded': 13,
  'chain-broken': 13,
  'log-of-another': 13,
  'tree-differs': 13,
  'log-not-consistent': 13,
  'log-without-link': 13,
  'link-differs': 13,
  'chain-hole': 15,
  'order-missing': 15,
  'order-beyond-request': 15,
  'request-not-approved': 15,
  'scope-not-ordered': 15,
  'file-not-ordered': 15,
  'export-not-recorded': 15,
  'hand-over-differs': 15,
  'camera-without-records': 15,
  'coverage-differs': 15,
  'coverage-hole': 15,
  'expiry-unproved': 15,
  'deleted-under-hold': 15,
  'index-missing': 15,
  'clip-incomplete': 15,
  'answer-not-recorded': 15,
  'answer-differs': 15,
  'camera-differs': 15,
  'silence-unproved': 15,
  'silence-disproved': 15,
  'end-before-start': 14,
  'run-overlaps': 14,
  'same-bytes-twice': 14,
  'media-time-differs': 14,
  'recorded-before-end': 14,
  'recorded-late': 14,
  'order-of-time': 14,
  'clock-step': 14,
  'after-checkpoint': 14,
  'before-checkpoint': 14,
  'part-of-request': 3,
  'without-originals': 3,
  gap: 3,
  'gap-open': 3,
  'footage-since': 3,
  'not-enrolled': 3,
  expired: 3,
  late: 3,
  adopted: 3,
  'clock-step-declared': 3,
  'log-opened-anew': 3,
  unwitnessed: 3,
  'time-self-asserted': 3,
  'timestamp-unchecked': 3,
  'timestamp-missing': 3,
  'timestamp-malformed': 3,
  'timestamp-of-another': 3,
  'timestamp-not-trusted': 3,
  'clip-unchecked': 3,
  'clip-not-decoded': 3,
  'export-key-not-pinned': 3,
  'key-leaked': 3,
  'checkpoint-unconnected': 3,
} as const;

export type FindingName = keyof typeof findingCodes;

/** Exit status of `minhchung verify`; 0 without a finding. */
export type VerifierStatus = 0 | (typeof findingCodes)[FindingName];

/** One thing that was found: in which file, about which number of a chain, with what its words tell. */
export interface Finding {
  readonly code: VerifierStatus;
  readonly what: FindingName;
  readonly file?: string;
  /** `seq` or `rseq`. */
  readonly record?: number;
  readonly detail?: FindingDetail;
}

/** Values that the words of a finding name. Attacker-controlled. */
export type FindingDetail = Readonly<Record<string, string | number>>;

/** The one that counts, first: a manifest that is not the signed one says nothing about the rest. */
const gravest: readonly VerifierStatus[] = [20, 12, 13, 15, 10, 11, 14, 3];

export function statusOfFindings(findings: readonly Pick<Finding, 'code' | 'what'>[]): VerifierStatus {
  const found = new Set(findings.map(({ code }) => code));
  if (!found.has(20) && !found.has(12) && findings.some(({ what }) => what === 'manifest-altered')) return 10;
  return gravest.find((code) => found.has(code)) ?? 0;
}

/** More of one kind are counted, not kept. */
const maxOfOneKind = 1_000;

/** Findings as they come, bounded. */
export class Findings {
  private readonly found: Finding[] = [];
  private readonly counts = new Map<FindingName, number>();

  add(what: FindingName, { detail, ...place }: Omit<Finding, 'code' | 'what'> = {}): void {
    const count = (this.counts.get(what) ?? 0) + 1;
    this.counts.set(what, count);
    if (count <= maxOfOneKind)
      this.found.push({
        code: findingCodes[what],
        what,
        ...place,
        ...(detail && { detail: shortened(detail) }),
      });
  }

  /** Takes back what was found in a file, where that file itself is not what was signed: the rest follows from it. */
  withdraw(file: string, kinds: readonly FindingName[]): void {
    const kept = this.found.filter((each) => each.file !== file || !kinds.includes(each.what));
    this.found.splice(0, this.found.length, ...kept);
  }

  /** The gravest first, then as they came. */
  all = (): Finding[] => [...this.found].sort((a, b) => gravest.indexOf(a.code) - gravest.indexOf(b.code));

  /** How many there were of kinds of which not all are kept. */
  uncounted = (): ReadonlyMap<FindingName, number> =>
    new Map([...this.counts].filter(([, count]) => count > maxOfOneKind));
}

const shortened = (detail: FindingDetail): FindingDetail =>
  Object.fromEntries(
    Object.entries(detail).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, 200) : value,
    ]),
  );
