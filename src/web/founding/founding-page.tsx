import type { Founding } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { FromHere, SameStationMark } from '../parts/station.tsx';
import { zonedText } from '../time/format.ts';
import { foundingChanged, useFounding } from './use-founding.ts';

/** The people of the ward, and the end of its founding: one of admin and custodian offers it, the other confirms. */
export function FoundingPage() {
  const { founding: words } = useMessages();
  const { data, problem, isLoading, reload } = useFounding();
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={6} />}
      {data && (
        <>
          <State founding={data} />
          <People founding={data} />
        </>
      )}
    </div>
  );
}

function State({ founding }: { readonly founding: Founding }) {
  const { founding: words } = useMessages();
  const { isOpen, how, closedAt = '', sameStation } = founding;
  if (!isOpen)
    return (
      <p class="notice">
        {how && words.over[how](zonedText(Date.parse(closedAt)))} <SameStationMark same={sameStation} />
      </p>
    );
  return (
    <section class="panel stack">
      <p>{words.about}</p>
      <p>{words.afterwards}</p>
      <Offer founding={founding} />
      <FromHere same={founding.fromHere} />
      <Step founding={founding} />
    </section>
  );
}

/** An offer of this list waits for the other side; until then, or after a change, either side offers. */
function Step({ founding }: { readonly founding: Founding }) {
  const { founding: words } = useMessages();
  const { mayConfirm, offer } = founding;
  if (!mayConfirm && offer?.isOfThisList) return <p class="soft">{words.waitsForOther}</p>;
  return (
    <div class="actions">
      {mayConfirm ? <Confirm founding={founding} /> : <OfferAct founding={founding} />}
    </div>
  );
}

function Offer({ founding: { offer } }: { readonly founding: Founding }) {
  const { founding: words } = useMessages();
  if (!offer) return null;
  const said = words.offered(offer.by.fullName ?? '', zonedText(Date.parse(offer.at)));
  return (
    <p class="notice" role="status">
      {said} {!offer.isOfThisList && words.listChanged}
    </p>
  );
}

function OfferAct({ founding: { peopleSha256 } }: { readonly founding: Founding }) {
  const { founding: words } = useMessages();
  return (
    <ActDialog
      open={words.offer}
      title={words.offerTitle}
      act={words.offer}
      keep={words.keep}
      run={async () => {
        await api.offerClosing({ peopleSha256 });
        foundingChanged();
      }}
    >
      {words.offerMeans}
    </ActDialog>
  );
}

function Confirm({ founding: { peopleSha256 } }: { readonly founding: Founding }) {
  const { founding: words } = useMessages();
  return (
    <ActDialog
      open={words.confirm}
      tone="primary"
      title={words.confirmTitle}
      act={words.confirm}
      keep={words.keep}
      run={async () => {
        await api.confirmClosing({ peopleSha256 });
        foundingChanged();
      }}
    >
      {words.confirmMeans}
    </ActDialog>
  );
}

function People({ founding: { people, peopleSha256 } }: { readonly founding: Founding }) {
  const { messages, language } = useLanguage();
  const { founding: words, users, roles } = messages;
  return (
    <section class="panel stack" aria-labelledby="people">
      <h2 id="people">{words.people}</h2>
      <CardTable columns={[users.fullName, users.name, users.role, users.state]}>
        {people.map(({ id, fullName, name, role, enabled }) => (
          <tr key={id}>
            <th scope="row">{fullName}</th>
            <td data-label={users.name}>{name}</td>
            <td data-label={users.role}>{roles[role]}</td>
            <td data-label={users.state}>{enabled ? users.enabled : users.disabled}</td>
          </tr>
        ))}
      </CardTable>
      <p class="hint digest">
        {words.digest}: <span class="number">{peopleSha256}</span>
      </p>
      <div class="actions">
        <a class="button" href={api.getPeoplePaperUrl({ language })} target="_blank" rel="noopener">
          {words.print}
        </a>
      </div>
    </section>
  );
}
