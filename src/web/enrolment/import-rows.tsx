import type { ImportRow } from '../../client/index.ts';
import { Link } from '../base/location.tsx';
import { useMessages } from '../messages/language.tsx';
import { CardTable } from '../parts/card-table.tsx';

/** The plan or the result of an import for each row. */
export function ImportRows({ rows }: { readonly rows: readonly ImportRow[] }) {
  const { import: words, cameras } = useMessages();
  return (
    <details class="panel">
      <summary>{words.rows}</summary>
      <CardTable columns={[words.line, cameras.name, cameras.neighbourhood, words.result]}>
        {rows.map(({ line, cells, state, cameraId }) => (
          <tr key={line}>
            <td data-label={words.line} class="number">
              {line}
            </td>
            <th scope="row">
              {cameraId ? <Link to={`/cameras/${cameraId}`}>{cells.name}</Link> : cells.name}
            </th>
            <td data-label={cameras.neighbourhood}>{cells.neighbourhood}</td>
            <td data-label={words.result}>
              <span class={`mark is-import-${state}`}>{words.states[state]}</span>
            </td>
          </tr>
        ))}
      </CardTable>
    </details>
  );
}
