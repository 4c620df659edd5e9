import type { ComponentChildren } from 'preact';

interface Columns {
  readonly columns: readonly string[];
  /** Name of a last column with the actions of a row: read out, not shown. */
  readonly acts?: string;
}

/** A table whose rows become cards on a phone: cells say their column in `data-label`. */
export const CardTable = ({ children, ...columns }: Columns & { readonly children: ComponentChildren }) => (
  <table class="cards">
    <TableHead {...columns} />
    <tbody>{children}</tbody>
  </table>
);

export const TableHead = ({ columns, acts }: Columns) => (
  <thead>
    <tr>
      {columns.map((name) => (
        <th key={name} scope="col">
          {name}
        </th>
      ))}
      {acts !== undefined && (
        <th scope="col">
          <span class="hidden-text">{acts}</span>
        </th>
      )}
    </tr>
  </thead>
);
