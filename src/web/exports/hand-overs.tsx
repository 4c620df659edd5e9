import type { Export, HandOver } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { ActDialog } from '../parts/act-dialog.tsx';
import { Digest } from '../parts/digest.tsx';
import { dayText } from '../time/day.ts';
import { zonedText } from '../time/format.ts';
import { OfferLink } from './offer-link.tsx';
import { EnterSignedForm } from './signed-form.tsx';

/** Who received a bundle, and the ways in which a recipient acknowledges it. */
export function HandOvers({ of }: { readonly of: Export }) {
  const { messages, language } = useLanguage();
  const { handOver: words } = messages;
  const { id: exportId, requestId: id, archive: bundle, handOvers } = of;
  const sha256 = bundle?.manifestSha256;
  return (
    <details class="hand-overs" open={handOvers.length > 0}>
      <summary>
        {words.title}
        {handOvers.length > 0 && ` (${handOvers.length})`}
      </summary>
      <div class="stack tight">
        <p class="soft small">{sha256 === undefined ? words.unsigned : words.about}</p>
        {sha256 !== undefined && <Digest label={words.digest} digits={sha256} />}
        {handOvers.length > 0 && (
          <ul>
            {handOvers.map((each) => (
              <HandOverItem key={each.id} handOver={each} of={of} />
            ))}
          </ul>
        )}
        {sha256 !== undefined && (
          <div class="actions">
            <OfferLink of={of} />
            <a class="button" href={api.getHandOverFormUrl({ id, exportId }, { language })} download>
              {words.print}
            </a>
            <a
              class="button"
              href={api.getReceiptUrl({ id, exportId }, { language })}
              target="_blank"
              rel="noopener"
            >
              {words.printReceipt}
            </a>
            <EnterSignedForm of={of} sha256={sha256} />
          </div>
        )}
      </div>
    </details>
  );
}

interface HandOverItemProps {
  readonly handOver: HandOver;
  readonly of: Export;
}

function HandOverItem({ handOver, of: { id: exportId, requestId: id } }: HandOverItemProps) {
  const { handOver: words } = useMessages();
  const { recipient, acknowledged } = handOver;
  const withdraw = async () => {
    await api.withdrawHandOver({ id, exportId, handOverId: handOver.id });
    invalidate(`exports ${id}`);
  };
  return (
    <li class="row">
      <strong>{words.to(recipient.name, recipient.agency)}</strong>
      <span class={acknowledged ? '' : 'soft'}>{standing(handOver, words)}</span>
      {handOver.altered !== undefined && <strong role="alert">{words.altered}</strong>}
      {acknowledged && <span class="soft small">{words.inLog(acknowledged.record.seq)}</span>}
      {isOpen(handOver) && (
        <ActDialog
          tone="plain small"
          open={words.withdraw}
          title={words.withdrawTitle(recipient.name)}
          act={words.withdrawAct}
          keep={words.keep}
          run={withdraw}
        >
          {words.withdrawMeans}
        </ActDialog>
      )}
    </li>
  );
}

const isOpen = ({ acknowledged, withdrawnAt, endsAt }: HandOver): boolean =>
  !acknowledged && withdrawnAt === undefined && endsAt !== undefined && Date.parse(endsAt) > Date.now();

/** How far it is. */
function standing(handOver: HandOver, words: Messages['handOver']): string {
  const { acknowledged, withdrawnAt, endsAt = '', recipient } = handOver;
  const at = (text: string) => zonedText(Date.parse(text));
  if (acknowledged?.how === 'link') return words.byLink(acknowledged.signer, at(acknowledged.at));
  if (acknowledged) return words.byForm(recipient.paper, dayText(acknowledged.signedOn ?? ''));
  if (withdrawnAt !== undefined) return words.withdrawn(at(withdrawnAt));
  return isOpen(handOver) ? words.waits(at(endsAt)) : words.over(at(endsAt));
}
