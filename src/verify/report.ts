import type { Finding, VerifierStatus } from './finding.ts';

/** What a verification found. Times are RFC 3339, UTC. */
export interface VerifierReport {
  readonly format: 'evd/1';
  readonly status: VerifierStatus;
  readonly findings: readonly Finding[];
  /** What is said of a bundle without a grave finding: unchanged since then. Never that it is authentic. */
  readonly recorded?: { readonly at: string; readonly by: 'witness' | 'timestamp' | 'log' };
  readonly subject?: ReportSubject;
  /** Of a negative answer. */
  readonly answer?: AnswerSubject;
  readonly keys: { readonly log?: string; readonly export?: string };
  /** Of a bundle that nobody altered, where the verifier may ask a decoder: how many of its clips decode without error. */
  readonly decoding?: { readonly decoder?: string; readonly clips: number; readonly decoded: number };
  readonly counts: { readonly files: number; readonly bytes: number; readonly records: number };
}

/** What a negative answer states. */
export interface AnswerSubject {
  readonly id: string;
  /** SHA-256 of `statement.json`, hex. */
  readonly sha256: string;
  readonly case: string;
  readonly t0: string;
  readonly t1: string;
  readonly cams: readonly string[];
  readonly grounds: readonly string[];
}

/** Of the export, by its manifest and its request. */
export interface ReportSubject {
  readonly export: string;
  /** SHA-256 of `manifest.json`, hex: the recipient of a bundle acknowledges it. */
  readonly manifestSha256: string;
  readonly request: string;
  readonly case?: string;
  readonly origin: string;
  readonly size: number;
  readonly cams: readonly string[];
  readonly t0: string;
  readonly t1: string;
  /** Which footage was ordered; neither: papers alone. */
  readonly originals: 'with' | 'without';
  readonly clips: 'with' | 'without';
}

/** What was read. */
export const countsOf = (
  bundle: { readonly files: readonly { readonly sizeBytes: number }[] } | undefined,
  records: readonly unknown[],
): VerifierReport['counts'] => ({
  files: bundle?.files.length ?? 0,
  bytes: bundle?.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0) ?? 0,
  records: records.length,
});
