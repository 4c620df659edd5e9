import { useState } from 'preact/hooks';
import type { ImportRow } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { useSubmit } from '../app/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { CardTable } from '../parts/card-table.tsx';
import { explain, Fault } from '../parts/fault.tsx';

interface BadRowsProps {
  readonly importId: string;
  readonly rows: readonly ImportRow[];
  readonly reload: () => void;
}

/** Every row that cannot be done, with what is wrong in which column, and a field to mend it. */
export function BadRows({ importId, rows, reload }: BadRowsProps) {
  const { import: words } = useMessages();
  return (
    <section class="panel scroll-x">
      <p class="hint">{words.fixHere}</p>
      <CardTable columns={[words.line, words.field, words.fault, words.value]}>
        {rows.flatMap((row) =>
          row.faults.map((fault) => (
            <BadCell
              key={`${row.line} ${fault.column ?? ''} ${fault.code}`}
              importId={importId}
              row={row}
              fault={fault}
              reload={reload}
            />
          )),
        )}
      </CardTable>
    </section>
  );
}

interface BadCellProps {
  readonly importId: string;
  readonly row: ImportRow;
  readonly fault: ImportRow['faults'][number];
  readonly reload: () => void;
}

function BadCell({ importId, row, fault, reload }: BadCellProps) {
  const messages = useMessages();
  const { import: words, common } = messages;
  const { column } = fault;
  const [value, setValue] = useState(column ? (row.cells[column] ?? '') : '');
  const { run, isBusy, problem } = useSubmit(async () => {
    if (column)
      await api.mendImportRow({ id: importId, line: String(row.line) }, { cells: { [column]: value } });
    reload();
  });
  const { cause, remedy } = explain(new Problem(400, fault.code, fault.message), messages);
  return (
    <tr>
      <th scope="row" class="number" data-label={words.line}>
        {row.line}
        <div class="hint">{row.cells.name}</div>
      </th>
      <td data-label={words.field}>
        <code>{column}</code>
      </td>
      <td data-label={words.fault}>
        <strong>{cause}</strong> {remedy}
        <Fault problem={problem} />
      </td>
      <td>
        {!column && row.state === 'failed' && <span class="hint">{words.again}</span>}
        {column && (
          <div class="row">
            <input
              type={column === 'password' ? 'password' : 'text'}
              value={value}
              aria-label={words.cell(row.line, column)}
              onInput={(event) => setValue(event.currentTarget.value)}
            />
            <button
              type="button"
              aria-label={`${common.save}: ${words.cell(row.line, column)}`}
              onClick={() => void run()}
              disabled={isBusy}
            >
              {common.save}
            </button>
          </div>
        )}
      </td>
    </tr>
  );
}
