import { api } from '../api/client.ts';
import { invalidate } from '../app/query.ts';
import { useSubmit } from '../app/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Fault } from '../parts/fault.tsx';

/** The camera may be recorded again. */
export function ResumeButton({ id }: { readonly id: string }) {
  const { wishes: words, common } = useMessages();
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.resumeCamera({ id });
    invalidate('pauses');
  });
  return (
    <section class="panel stack" aria-label={words.resume}>
      <Fault problem={problem} />
      <div class="actions">
        <button type="button" class="primary" onClick={() => void run()} disabled={isBusy}>
          {isBusy ? common.working : words.resume}
        </button>
      </div>
    </section>
  );
}
