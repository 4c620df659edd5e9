import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';

/** The camera may be recorded again. */
export function ResumeButton({ id }: { readonly id: string }) {
  const { wishes: words } = useMessages();
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.resumeCamera({ id });
    invalidate('pauses');
  });
  return (
    <section class="panel stack" aria-label={words.resume}>
      <Act label={words.resume} problem={problem} isBusy={isBusy} tone="primary" run={() => void run()} />
    </section>
  );
}
