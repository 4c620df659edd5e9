import type { Deputy } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { useMessages } from '../messages/language.tsx';
import { PersonName, personText } from '../names/person.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedRangeText } from '../time/format.ts';
import { isNow, useDeputies } from './deputies.ts';
import { DeputyForm } from './deputy-form.tsx';

/** Who judges in whose place; a custodian names one, and ends it. */
export function DeputiesPage() {
  const { deputies: words } = useMessages();
  const { role } = useUser();
  const { data, problem, isLoading, reload } = useDeputies();
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <p class="soft">{words.about}</p>
      <div class="side-form">
        {role === 'custodian' && <DeputyForm />}
        <section class="panel stack" aria-label={words.title}>
          <ProblemNotice problem={problem} retry={reload} />
          {isLoading && <Skeleton lines={3} />}
          {data?.deputies.length === 0 && <p>{words.none}</p>}
          {data && data.deputies.length > 0 && <DeputyTable deputies={data.deputies} />}
        </section>
      </div>
    </div>
  );
}

function DeputyTable({ deputies }: { readonly deputies: readonly Deputy[] }) {
  const { deputies: words, common } = useMessages();
  const me = useUser().id;
  return (
    <CardTable columns={[words.deputy, words.custodian, words.time]} acts={common.actions}>
      {deputies.map((deputy) => (
        <tr key={deputy.id}>
          <th scope="row">
            <PersonName person={deputy.deputy} />
            {isNow(deputy) && <div class="mark is-recording">{words.now}</div>}
          </th>
          <td data-label={words.custodian}>
            <PersonName person={deputy.custodian} />
          </td>
          <td data-label={words.time} class="number">
            {zonedRangeText(Date.parse(deputy.from), Date.parse(deputy.to))}
          </td>
          <td>{deputy.custodian.id === me && <End deputy={deputy} />}</td>
        </tr>
      ))}
    </CardTable>
  );
}

function End({ deputy: { id, deputy } }: { readonly deputy: Deputy }) {
  const messages = useMessages();
  const { deputies: words } = messages;
  const fullName = personText(deputy, messages);
  return (
    <ActDialog
      open={words.end}
      openLabel={words.endTitle(fullName)}
      tone="danger"
      title={words.endTitle(fullName)}
      act={words.endAct}
      keep={words.keep}
      run={async () => {
        await api.endDeputy({ id });
        invalidate('deputies');
      }}
    >
      {words.endMeans(fullName)}
    </ActDialog>
  );
}
