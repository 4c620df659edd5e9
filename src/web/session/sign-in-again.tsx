import { useEffect, useRef } from 'preact/hooks';
import { useMessages } from '../messages/language.tsx';
import { SignInSteps } from './sign-in.tsx';

/** Over the screen that one was at, so that nothing typed there is lost. */
export function SignInAgain() {
  const { signIn: words } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    // A second Esc closes it whatever `cancel` says.
    <dialog
      ref={dialog}
      aria-labelledby="sign-in-again"
      onCancel={(event) => event.preventDefault()}
      onClose={() => dialog.current?.showModal()}
    >
      <div class="stack">
        <h2 id="sign-in-again">{words.again}</h2>
        <p class="soft">{words.nothingLost}</p>
        <SignInSteps />
      </div>
    </dialog>
  );
}
