import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { EmailForm } from '../parts/email-form.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

/** Where mail reaches oneself. */
export function OwnEmail() {
  const { account: words } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('own-user', (signal) => api.whoAmI({ signal }));
  const save = async (email: string | null) => {
    await api.setEmail({ email });
    invalidate('own-user');
  };
  return (
    <section class="panel stack" aria-labelledby="own-email">
      <h2 id="own-email">{words.email}</h2>
      <p class="hint">{words.emailAbout}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={2} />}
      {data && <EmailForm email={data.email} save={save} />}
    </section>
  );
}
