import { useState } from 'preact/hooks';
import type { ImportRow } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { useNeighbourhoodNames } from '../names/neighbourhood-names.ts';
import { explain, ProblemNotice } from '../parts/fault.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { nearNames } from './near-names.ts';
import { type SharedFault, sharedFaults } from './shared-faults.ts';

interface BadColumnsProps {
  readonly importId: string;
  readonly rows: readonly ImportRow[];
  readonly reload: () => void;
}

/** Faults that rows share, mended in all of them at once; each new neighbourhood is confirmed by name, beside known ones like it. */
export function BadColumns({ importId, rows, reload }: BadColumnsProps) {
  const { import: words } = useMessages();
  const shared = sharedFaults(rows);
  if (shared.length === 0) return null;
  return (
    <section class="panel stack" aria-labelledby="shared-faults">
      <h2 id="shared-faults">{words.mendTogether}</h2>
      {shared.map((group) => {
        const key = `${group.column} ${group.fault.code} ${group.value}`;
        return <SharedCell key={key} importId={importId} group={group} reload={reload} />;
      })}
    </section>
  );
}

interface SharedCellProps {
  readonly importId: string;
  readonly group: SharedFault;
  readonly reload: () => void;
}

function SharedCell({ importId, group, reload }: SharedCellProps) {
  const { column, rows, value } = group;
  const { import: words, common } = useMessages();
  const mend = useSubmit(async (cell: string, isNew: boolean) => {
    try {
      if (isNew) await api.addNeighbourhood({ name: cell });
      const lines = rows.map(({ line }) => line);
      await api.mendImportRows({ id: importId }, { lines, cells: { [column]: cell } });
    } finally {
      if (isNew) invalidate('neighbourhoods');
      reload();
    }
  });
  const act = { isBusy: mend.isBusy, run: mend.run };
  return (
    <div class="list-line stack">
      <p>
        <strong>{words.columns[column]}</strong> <code>{column}</code> · {words.ofRows(rows.length)}:{' '}
        <Cause group={group} />
      </p>
      {value === '' ? <NewValue group={group} {...act} /> : <NewName name={value} {...act} />}
      {mend.isBusy && <p role="status">{common.working}</p>}
      <ProblemNotice problem={mend.problem} />
    </div>
  );
}

function Cause({ group: { value, fault, rows } }: { readonly group: SharedFault }) {
  const messages = useMessages();
  const { cause, remedy } = explain(new Problem(400, fault.code, fault.message), messages);
  if (value !== '') return <strong>{messages.import.isItNew(value, rows.length)}</strong>;
  return (
    <>
      <strong>{cause}</strong> {remedy}
    </>
  );
}

interface ActProps {
  readonly isBusy: boolean;
  readonly run: (cell: string, isNew: boolean) => Promise<void>;
}

/** One value for all rows. */
function NewValue({ group: { column, rows }, isBusy, run }: ActProps & { readonly group: SharedFault }) {
  const { import: words } = useMessages();
  const [value, setValue] = useState('');
  return (
    <form class="row mend" onSubmit={submitted(() => run(value, false))}>
      <input
        type={column === 'password' ? 'password' : 'text'}
        aria-label={words.forAll(column)}
        value={value}
        onInput={typed(setValue)}
      />
      <button type="submit" disabled={isBusy}>
        {words.mendAll(rows.length)}
      </button>
    </form>
  );
}

/** A name that nobody knows: a new neighbourhood, or a known one that was written otherwise. */
function NewName({ name, isBusy, run }: ActProps & { readonly name: string }) {
  const { import: words } = useMessages();
  const [known, setKnown] = useState('');
  const names = [...useNeighbourhoodNames().values()];
  return (
    <form class="row mend" onSubmit={submitted(() => run(known, false))}>
      <button type="button" disabled={isBusy} onClick={() => void run(name, true)}>
        {words.createOne(name)}
      </button>
      {nearNames(name, names).map((near) => (
        <button key={near} type="button" disabled={isBusy} onClick={() => void run(near, false)}>
          {words.meant(near)}
        </button>
      ))}
      {names.length > 0 && (
        <>
          <select aria-label={words.insteadOf(name)} value={known} onChange={typed(setKnown)}>
            <option value="">{words.chooseKnown}</option>
            {names.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
          <button type="submit" disabled={isBusy || known === ''}>
            {words.changeTo}
          </button>
        </>
      )}
    </form>
  );
}
