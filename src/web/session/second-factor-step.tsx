import { FactorEnrolment } from '../account/factor-enrolment.tsx';
import { api } from '../api/client.ts';
import type { SignedIn } from '../api/shapes.ts';
import { useSession } from '../base/session.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { CodeForm } from '../parts/code-form.tsx';

/** Who gave the password shows the second factor: a code of it, or, the first time, by setting it up. */
export function SecondFactorStep({ of: { fullName, owes } }: { readonly of: SignedIn }) {
  const { factor: words } = useMessages();
  const { begin, end } = useSession();
  const prove = useSubmit(async (code: string) => begin(await api.proveSecondFactor({ code })));
  const leave = useSubmit(async () => {
    await api.signOut();
    end();
  });
  return (
    <div class="stack">
      <p class="notice">{words.signedInAs(fullName)}</p>
      {owes === 'enrolment' ? (
        <>
          <p>{words.needed}</p>
          <FactorEnrolment done={async () => begin(await api.whoAmI())} />
        </>
      ) : (
        <CodeForm submit={prove} act={words.prove} hint={words.codeOrRecovery} />
      )}
      <div>
        <button type="button" class="plain" onClick={() => void leave.run()}>
          {words.another}
        </button>
      </div>
    </div>
  );
}
