import { useId, useRef, useState } from 'preact/hooks';
import type { Export, HandOverLink } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { submitted } from '../parts/typed.ts';
import { zonedText } from '../time/format.ts';
import { nobody, RecipientFields, writtenRecipient } from './recipient-fields.tsx';

/** Makes the link by which a recipient acknowledges the bundle; it is shown this once. */
export function OfferLink({ of }: { readonly of: Export }) {
  const { handOver: words } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const [link, setLink] = useState<HandOverLink>();
  const id = useId();
  const close = () => {
    dialog.current?.close();
    setLink(undefined);
  };
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        {words.offer}
      </button>
      <dialog ref={dialog} aria-labelledby={id} onClose={() => setLink(undefined)}>
        <div class="stack">
          <h2 id={id}>{words.offerTitle}</h2>
          {link ? <Made link={link} close={close} /> : <LinkForm of={of} made={setLink} close={close} />}
        </div>
      </dialog>
    </>
  );
}

interface LinkFormProps {
  readonly of: Export;
  readonly made: (link: HandOverLink) => void;
  readonly close: () => void;
}

function LinkForm({ of: { id: exportId, requestId: id }, made, close }: LinkFormProps) {
  const { handOver: words } = useMessages();
  const [recipient, setRecipient] = useState(nobody);
  const { run, isBusy, problem } = useSubmit(async () => {
    made(await api.offerHandOver({ id, exportId }, writtenRecipient(recipient)));
    invalidate(`exports ${id}`);
  });
  const labels = { name: words.name, agency: words.agency, paper: words.introduction };
  return (
    <form class="stack" onSubmit={submitted(run)}>
      <p class="soft">{words.offerMeans}</p>
      <RecipientFields labels={labels} recipient={recipient} change={setRecipient} problem={problem} />
      <Act label={words.offerAct} problem={problem} isBusy={isBusy} tone="primary">
        <button type="button" onClick={close}>
          {words.cancel}
        </button>
      </Act>
    </form>
  );
}

/** Behind the `#`, so no server log ever sees the token. */
const addressOf = ({ token }: HandOverLink): string => `${window.location.origin}/hand-over#${token}`;

function Made({ link, close }: { readonly link: HandOverLink; readonly close: () => void }) {
  const { handOver: words } = useMessages();
  const { recipient, endsAt } = link.handOver;
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(addressOf(link));
    setCopied(true);
  };
  return (
    <>
      <div class="notice stack tight" role="status">
        <strong>{words.given(recipient.name)}</strong>
        <code class="secret">{addressOf(link)}</code>
        {endsAt && <span class="hint">{words.worksUntil(zonedText(Date.parse(endsAt)))}</span>}
      </div>
      <div class="actions">
        {'clipboard' in navigator && (
          <button type="button" class="primary" onClick={() => void copy()}>
            {isCopied ? words.copied : words.copy}
          </button>
        )}
        <button type="button" onClick={close}>
          {words.done}
        </button>
      </div>
    </>
  );
}
