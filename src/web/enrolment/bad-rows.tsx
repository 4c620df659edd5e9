import { useRef, useState } from 'preact/hooks';
import type { ImportRow } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { CardTable } from '../parts/card-table.tsx';
import { explain, ProblemNotice } from '../parts/fault.tsx';
import { submitted, typed } from '../parts/typed.ts';

interface BadRowsProps {
  readonly importId: string;
  readonly rows: readonly ImportRow[];
  readonly reload: () => void;
}

/** Every row that cannot be done, with what is wrong in which column, and a field to mend it. */
export function BadRows({ importId, rows, reload }: BadRowsProps) {
  const { import: words } = useMessages();
  const section = useRef<HTMLElement>(null);
  const mended = (cell: HTMLInputElement | null) => {
    const cells = [...(section.current?.querySelectorAll('input') ?? [])];
    const next = cells[cells.indexOf(cell as HTMLInputElement) + 1] ?? cells[0];
    next?.focus();
    reload();
  };
  return (
    <section ref={section} class="panel scroll-x">
      <p class="hint">{words.fixHere}</p>
      <CardTable columns={[words.line, words.field, words.fault, words.value]}>
        {rows.flatMap((row) =>
          row.faults.map((fault) => (
            <BadCell
              key={`${row.line} ${fault.column ?? ''} ${fault.code}`}
              importId={importId}
              row={row}
              fault={fault}
              mended={mended}
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
  /** Called with the corrected cell. */
  readonly mended: (cell: HTMLInputElement | null) => void;
}

function BadCell({ importId, row, fault, mended }: BadCellProps) {
  const messages = useMessages();
  const { import: words, common } = messages;
  const { column } = fault;
  const cell = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(column ? (row.cells[column] ?? '') : '');
  const { run, isBusy, problem } = useSubmit(async () => {
    if (column)
      await api.mendImportRow({ id: importId, line: String(row.line) }, { cells: { [column]: value } });
    mended(cell.current);
  });
  const { cause, remedy } = explain(new Problem(400, fault.code, fault.message), messages);
  return (
    <tr>
      <th scope="row" class="number" data-label={words.line}>
        {row.line}
        <div class="hint">{row.cells.name}</div>
      </th>
      <td data-label={words.field}>
        {column && words.columns[column]} <code>{column}</code>
      </td>
      <td data-label={words.fault}>
        <strong>{cause}</strong> {remedy}
        <ProblemNotice problem={problem} />
      </td>
      <td>
        {!column && row.state === 'failed' && <span class="hint">{words.again}</span>}
        {column && (
          <form class="row" onSubmit={submitted(run)}>
            <input
              ref={cell}
              type={column === 'password' ? 'password' : 'text'}
              value={value}
              aria-label={words.cell(row.line, column)}
              onInput={typed(setValue)}
            />
            <button
              type="submit"
              aria-label={`${common.save}: ${words.cell(row.line, column)}`}
              disabled={isBusy}
            >
              {common.save}
            </button>
          </form>
        )}
      </td>
    </tr>
  );
}
