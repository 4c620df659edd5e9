import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly done: () => Promise<void>;
}

/** For the day the phone is lost: shown once, each works once. */
export function RecoveryCodes({ codes, done }: RecoveryCodesProps) {
  const { factor: words } = useMessages();
  const { run, isBusy, problem } = useSubmit(done);
  const file = `data:text/plain;charset=utf-8,${encodeURIComponent(`${codes.join('\n')}\n`)}`;
  return (
    <section class="stack" aria-labelledby="recovery-codes">
      <h2 id="recovery-codes">{words.recoveryCodes}</h2>
      <p class="notice">{words.shownOnce}</p>
      <ul class="secret-list">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <Act label={words.kept} problem={problem} isBusy={isBusy} tone="primary" run={() => void run()}>
        <a class="button" href={file} download="minh-chung-recovery-codes.txt">
          {words.save}
        </a>
      </Act>
    </section>
  );
}
