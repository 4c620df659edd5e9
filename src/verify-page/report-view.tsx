import {
  type Finding,
  factsOf,
  reportWords,
  sentenceOf,
  type VerifierLanguage,
  type VerifierReport,
  wordsOf,
} from '../verify/index.ts';
import { pageWords } from './page-words.ts';

interface ReportViewProps {
  readonly report: VerifierReport;
  readonly language: VerifierLanguage;
}

const toneOf = (status: number): string => (status === 0 ? 'good' : status === 3 ? 'remarks' : 'bad');

export function ReportView({ report, language }: ReportViewProps) {
  const { statuses, labels } = reportWords[language];
  return (
    <section class={`report ${toneOf(report.status)}`}>
      <h2>
        {statuses[report.status]} <small>({report.status})</small>
      </h2>
      {sentenceOf(report, language).map((sentence) => (
        <p class="sentence">{sentence}</p>
      ))}
      <h3>{labels.findings}</h3>
      {report.findings.length === 0 ? (
        <p>{pageWords[language].nothing}</p>
      ) : (
        <ul class="findings">
          {report.findings.map((finding) => (
            <FindingItem finding={finding} language={language} />
          ))}
        </ul>
      )}
      <Facts report={report} language={language} />
    </section>
  );
}

function FindingItem({
  finding,
  language,
}: {
  readonly finding: Finding;
  readonly language: VerifierLanguage;
}) {
  const { record } = reportWords[language];
  return (
    <li class={toneOf(finding.code)}>
      <b>{finding.code}</b>
      <div>
        {finding.file !== undefined && (
          <code>
            {finding.file}
            {finding.record !== undefined && ` (${record} ${finding.record})`}
          </code>
        )}
        <span>{wordsOf(finding, language)}</span>
      </div>
    </li>
  );
}

function Facts({ report, language }: ReportViewProps) {
  return (
    <dl>
      {factsOf(report, language).map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
