import { FactorEnrolment } from '../account/factor-enrolment.tsx';
import { api } from '../api/client.ts';
import type { SignedIn } from '../api/shapes.ts';
import { useSession } from '../base/session.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';

/** Whose role needs a second factor sets it up after the first sign-in. */
export function SecondFactorStep({ of: { fullName } }: { readonly of: SignedIn }) {
  const { factor: words } = useMessages();
  const { begin, end } = useSession();
  const leave = useSubmit(async () => {
    await api.signOut();
    end();
  });
  return (
    <div class="stack">
      <p class="notice">{words.signedInAs(fullName)}</p>
      <p>{words.needed}</p>
      <FactorEnrolment done={async () => begin(await api.whoAmI())} />
      <div>
        <button type="button" class="plain" onClick={() => void leave.run()}>
          {words.another}
        </button>
      </div>
    </div>
  );
}
