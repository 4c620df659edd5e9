import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { CodeForm } from '../parts/code-form.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

interface FactorEnrolmentProps {
  /** For a user who already has a factor: replacing it takes the password. */
  readonly password?: string;
  /** The new factor is in force and its recovery codes were seen. */
  readonly done: () => Promise<void>;
}

/** A new second factor: scan it, prove it with a code, keep the recovery codes. Both are shown this once. */
export function FactorEnrolment({ password, done }: FactorEnrolmentProps) {
  const { factor: words } = useMessages();
  const [url, setUrl] = useState<string>();
  const [codes, setCodes] = useState<readonly string[]>();
  const offer = useSubmit(async () => {
    setUrl((await api.offerSecondFactor({ ...(password !== undefined && { password }) })).url);
  });
  const confirm = useSubmit(async (code: string) => {
    setCodes((await api.confirmSecondFactor({ code })).recoveryCodes);
  });
  useEffect(() => void offer.run(), []);
  if (codes) return <RecoveryCodes codes={codes} done={done} />;
  return (
    <div class="stack">
      <p>{words.setUp}</p>
      <ProblemNotice problem={offer.problem} retry={() => void offer.run()} />
      {url === undefined && offer.problem === undefined && <Skeleton lines={8} />}
      {url !== undefined && (
        <>
          <QrCode text={url} label={words.qr} />
          <p>
            <a href={url}>{words.openApp}</a>
          </p>
          <details class="small">
            <summary>{words.cannotScan}</summary>
            <code class="secret">{new URL(url).searchParams.get('secret')}</code>
          </details>
          <CodeForm submit={confirm} act={words.confirm} hint={words.codeOfApp} />
        </>
      )}
    </div>
  );
}
