import { useId, useRef, useState } from 'preact/hooks';
import type { Export } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { Digest } from '../parts/digest.tsx';
import { DayField } from '../parts/moment-field.tsx';
import { submitted } from '../parts/typed.ts';
import { nobody, RecipientFields, writtenRecipient } from './recipient-fields.tsx';

interface SignedFormProps {
  readonly of: Export;
  /** Of its manifest. */
  readonly sha256: string;
}

/** Enters a form that the recipient signed. */
export function EnterSignedForm({ of: { id: exportId, requestId: id }, sha256 }: SignedFormProps) {
  const { handOver: words } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const [recipient, setRecipient] = useState(nobody);
  const [signedOn, setSignedOn] = useState('');
  const titleId = useId();
  const close = () => dialog.current?.close();
  const { run, isBusy, problem } = useSubmit(async () => {
    await api.recordHandOver({ id, exportId }, { ...writtenRecipient(recipient), signedOn, sha256 });
    invalidate(`exports ${id}`);
    setRecipient(nobody);
    close();
  });
  const labels = { name: words.signer, agency: words.agency, paper: words.formNumber };
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        {words.record}
      </button>
      <dialog ref={dialog} aria-labelledby={titleId}>
        <form class="stack" onSubmit={submitted(run)}>
          <h2 id={titleId}>{words.recordTitle}</h2>
          <p class="soft">{words.recordMeans}</p>
          <Digest label={words.digest} digits={sha256} />
          <RecipientFields labels={labels} recipient={recipient} change={setRecipient} problem={problem} />
          <DayField
            label={words.signedOn}
            value={signedOn}
            change={setSignedOn}
            name="signedOn"
            problem={problem}
            required
          />
          <Act label={words.recordAct} problem={problem} isBusy={isBusy} tone="primary">
            <button type="button" onClick={close}>
              {words.cancel}
            </button>
          </Act>
        </form>
      </dialog>
    </>
  );
}
