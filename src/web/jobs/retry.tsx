import { useState } from 'preact/hooks';
import type { Job } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { countText } from '../parts/amount.ts';
import { failureCause } from './failure-cause.ts';

interface RetryOneProps {
  readonly queue: string;
  readonly jobId: string;
  readonly subject: string;
}

export function RetryOne({ queue, jobId, subject }: RetryOneProps) {
  const { jobs: words } = useMessages();
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.retryJob({ queue, jobId });
    invalidate('jobs');
  });
  return (
    <Act
      label={words.retry}
      spoken={words.retryOf(subject)}
      problem={problem}
      isBusy={isBusy}
      run={() => void run()}
    />
  );
}

/** Retries every failed job of the queue, or those of one cause where there are several. */
export function RetryAll({ queue, jobs }: { readonly queue: string; readonly jobs: readonly Job[] }) {
  const { messages, language } = useLanguage();
  const { jobs: words } = messages;
  const [queued, setQueued] = useState<number>();
  const { run, isBusy, problem } = useSubmit(async (code?: string) => {
    setQueued(undefined);
    const answer = await api.retryJobs({ queue }, code === undefined ? {} : { code });
    setQueued(answer.queued);
    invalidate('jobs');
  });
  const codes = [...new Set(jobs.flatMap(({ code, isRetriable }) => (isRetriable && code ? code : [])))];
  if (codes.length === 0) return <p role="status" />;
  return (
    <>
      <Act label={words.retryAll} problem={problem} isBusy={isBusy} run={() => void run()}>
        {codes.length > 1 &&
          codes.map((code) => (
            <button key={code} type="button" disabled={isBusy} onClick={() => void run(code)}>
              {words.retryCause(failureCause(code, messages).cause)}
            </button>
          ))}
      </Act>
      <p role="status">{queued !== undefined && words.queued(countText(queued, language))}</p>
    </>
  );
}
