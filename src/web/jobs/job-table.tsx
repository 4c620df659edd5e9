import type { Job } from '../../client/index.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { countText } from '../parts/amount.ts';
import { CardTable } from '../parts/card-table.tsx';
import { momentText } from '../time/format.ts';
import { failureCause } from './failure-cause.ts';
import type { JobState } from './job-place.ts';
import { RetryOne } from './retry.tsx';

interface JobTableProps {
  readonly queue: string;
  readonly state: JobState;
  readonly jobs: readonly Job[];
}

export function JobTable({ queue, state, jobs }: JobTableProps) {
  const { jobs: words } = useMessages();
  const columns = [words.subject, words.since, words.failures, words.cause];
  const acts = state === 'failed' ? { acts: words.acts } : {};
  return (
    <CardTable columns={columns} {...acts}>
      {jobs.map((job) => (
        <JobRow key={job.id} queue={queue} job={job} />
      ))}
    </CardTable>
  );
}

function JobRow({ queue, job }: { readonly queue: string; readonly job: Job }) {
  const { messages, language } = useLanguage();
  const { jobs: words } = messages;
  const cause = job.code === undefined ? undefined : failureCause(job.code, messages);
  const subject = subjectText(job, messages);
  return (
    <tr>
      <th scope="row">
        {subject}
        <div class="hint worker-id">{job.id}</div>
      </th>
      <td data-label={words.since} class="number">
        {momentText(Date.parse(job.since))}
        {laterText(job, messages).map((text) => (
          <div key={text} class="soft small">
            {text}
          </div>
        ))}
      </td>
      <td data-label={words.failures} class="number">
        {countText(job.failures, language)}
      </td>
      <td data-label={words.cause}>
        {cause && (
          <>
            {cause.cause} <span class="soft">{cause.remedy}</span>
          </>
        )}
      </td>
      {job.state === 'failed' && (
        <td class="job-acts">
          {job.isRetriable && <RetryOne queue={queue} jobId={job.id} subject={subject} />}
        </td>
      )}
    </tr>
  );
}

function subjectText({ subject: { camera, segment, id } }: Job, { jobs: words }: Messages): string {
  const parts = [camera?.name, segment === undefined ? undefined : words.segment(String(segment)), id];
  return parts.filter((part) => part !== undefined).join(', ') || words.wholeSite;
}

/** What happened after `since`, and what is to come. */
function laterText(
  { dueAt, lastFailedAt, since, queuedAt, doneAt }: Job,
  { jobs: words }: Messages,
): string[] {
  const said = (text: string | undefined, words_: (time: string) => string) =>
    text === undefined ? [] : [words_(momentText(Date.parse(text)))];
  return [
    ...said(lastFailedAt === since ? undefined : lastFailedAt, words.lastFailed),
    ...said(queuedAt, words.queuedAgain),
    ...said(doneAt, words.doneAt),
    ...said(dueAt, (time) => `${words.due}: ${time}`),
  ];
}
