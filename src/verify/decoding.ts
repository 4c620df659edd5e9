import { type Finding, findingCodes, statusOfFindings } from './finding.ts';
import type { VerifierReport } from './report.ts';

/** What a decoder made of the clips. */
export interface ClipDecoding {
  /** Its name and version; `undefined` where this computer has none. */
  readonly decoder?: string;
  readonly clips: number;
  /** Clips that did not decode, with what the decoder said first. */
  readonly failed: readonly { readonly path: string; readonly error: string }[];
}

/** Whether clips may be given to a decoder: a bundle that somebody altered is not. */
export const isUnaltered = ({ status }: VerifierReport): boolean => status === 0 || status === 3;

/** The report with what a decoder says of the clips. Footage that does not decode is no alteration: a camera may have sent it so. */
export function withDecoding(
  report: VerifierReport,
  { decoder, clips, failed }: ClipDecoding,
): VerifierReport {
  if (clips === 0) return report;
  const findings = [
    ...report.findings,
    ...failed.map(({ path, error }): Finding => {
      const what = 'clip-not-decoded';
      return { code: findingCodes[what], what, file: path, detail: { error: error.slice(0, 200) } };
    }),
  ];
  const decoding = { ...(decoder !== undefined && { decoder }), clips, decoded: clips - failed.length };
  return { ...report, status: statusOfFindings(findings), findings, decoding };
}
