import type { Finding } from '../finding.ts';
import type { VerifierReport } from '../report.ts';
import { reportWords, type VerifierLanguage } from './report-words.ts';

/** A report as lines of text. No control character of the bundle reaches a terminal. */
export function reportText(report: VerifierReport, language: VerifierLanguage): string {
  const { statuses, labels } = reportWords[language];
  const told = factsOf(report, language).map(([label, value]) => `${label}: ${value}`);
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

/** What the report is about, label by label. */
export function factsOf(
  { subject, answer, keys, decoding, counts }: VerifierReport,
  language: VerifierLanguage,
): (readonly [label: string, value: string])[] {
  const { labels, grounds, counts: counted, decoded, forms } = reportWords[language];
  const about = subject ?? answer;
  const facts: (readonly [label: string, value: string | undefined])[] = [
    [labels.export, subject?.export],
    [labels.manifest, subject && inGroups(subject.manifestSha256)],
    [labels.request, subject?.request],
    [labels.answer, answer?.id],
    [labels.statement, answer && inGroups(answer.sha256)],
    [labels.case, about?.case],
    [labels.cams, about?.cams.join(', ')],
    [labels.time, about && readableTimes(`${about.t0} – ${about.t1}`)],
    [labels.forms, subject && forms(subject)],
    [labels.grounds, answer?.grounds.map((ground) => grounds(ground)).join(', ')],
    [labels.logKey, keys.log && inGroups(keys.log)],
    [labels.exportKey, keys.export && inGroups(keys.export)],
    [labels.checked, counted(counts.files, counts.records, counts.bytes)],
    [labels.clips, decoding && decoded(decoding)],
  ];
  return facts.flatMap(([label, value]) => (value ? [[label, value] as const] : []));
}

/** What may be said of a bundle that nobody changed, and of an answer that its records bear out. */
export function sentenceOf(
  { status, recorded, answer }: VerifierReport,
  language: VerifierLanguage,
): string[] {
  if (!recorded || (status !== 0 && status !== 3)) return [];
  const { unchanged, by, bornOut } = reportWords[language];
  return [`${unchanged(readableTimes(recorded.at))} (${by[recorded.by]}).`, ...(answer ? [bornOut] : [])];
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
