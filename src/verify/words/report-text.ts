import type { Finding } from '../finding.ts';
import type { VerifierReport } from '../report.ts';
import { reportWords, type VerifierLanguage } from './report-words.ts';

/** A report as lines of text. No control character of the bundle reaches a terminal. */
export function reportText(report: VerifierReport, language: VerifierLanguage): string {
  const { statuses, labels, counts, decoded } = reportWords[language];
  const { subject, keys, decoding } = report;
  const facts: (readonly [label: string, value: string | undefined])[] = [
    [labels.export, subject?.export],
    [labels.manifest, subject && inGroups(subject.manifestSha256)],
    [labels.request, subject?.request],
    [labels.case, subject?.case],
    [labels.cams, subject?.cams.join(', ')],
    [labels.time, subject && readableTimes(`${subject.t0} – ${subject.t1}`)],
    [labels.logKey, keys.log],
    [labels.exportKey, keys.export],
    [labels.checked, counts(report.counts.files, report.counts.records, report.counts.bytes)],
    [labels.clips, decoding && decoded(decoding)],
  ];
  const told = facts.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${value}`]));
  const lines = report.findings.map((finding) => `- ${findingLine(finding, language)}`);
  return [
    `${statuses[report.status]} (${report.status})`,
    ...sentenceOf(report, language),
    '',
    ...told,
    ...(lines.length > 0 ? ['', `${labels.findings}:`, ...lines] : []),
    '',
  ]
    .map((line) => line.replaceAll(/[\p{Cc}\p{Cf}]/gu, '·'))
    .join('\n');
}

/** The one sentence that may be said of a bundle that nobody changed. */
export function sentenceOf({ status, recorded }: VerifierReport, language: VerifierLanguage): string[] {
  if (!recorded || (status !== 0 && status !== 3)) return [];
  const { unchanged, by } = reportWords[language];
  return [`${unchanged(readableTimes(recorded.at))} (${by[recorded.by]}).`];
}

/** Hex digits in groups of four, as people read them aloud. */
export const inGroups = (digits: string): string => digits.replaceAll(/(.{4})(?=.)/g, '$1 ');

/** `[10] clip/cam_1.mp4: this file was altered …` */
export function findingLine(finding: Finding, language: VerifierLanguage): string {
  const { record } = reportWords[language];
  const number = finding.record === undefined ? '' : ` (${record} ${finding.record})`;
  const place = finding.file === undefined ? '' : `${finding.file}${number}: `;
  return `[${finding.code}] ${place}${wordsOf(finding, language)}`;
}

export const wordsOf = ({ what, detail = {} }: Finding, language: VerifierLanguage): string =>
  readableTimes(reportWords[language].findings[what](detail));

/** `2026-11-29 03:00:14.000 UTC`: an officer must not take it for the time of the ward. */
export const readableTimes = (text: string): string =>
  text.replaceAll(/(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d\.\d{3})Z/g, '$1 $2 UTC');
