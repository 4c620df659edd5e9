import { useState } from 'preact/hooks';
import type { ImportColumnChoice, ReadImportFile } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { tableBlob } from '../parts/table-file.ts';
import { typed } from '../parts/typed.ts';
import { columnLetter } from './column-letter.ts';

type Choices = Readonly<Record<number, ImportColumnChoice>>;

interface ReadFile {
  readonly file: File;
  readonly answer: ReadImportFile;
}

/** How the service reads the columns of a chosen file, and what a person changed of it. */
export function useFileColumns() {
  const [read, setRead] = useState<ReadFile>();
  const [choices, setChoices] = useState<Choices>({});
  const { run, isBusy, problem } = useSubmit(async (file: File) => {
    setRead({ file, answer: await api.readImportColumns(tableBlob(file)) });
  });
  const begin = (file: File | undefined) => {
    setRead(undefined);
    setChoices({});
    if (file) void run(file);
  };
  const choose = (index: number, choice: ImportColumnChoice) =>
    setChoices((now) => ({ ...now, [index]: choice }));
  const isChanged = Object.keys(choices).length > 0;
  const columns = (read?.answer.columns ?? []).map(
    ({ readAs }, i): ImportColumnChoice | '' => choices[i] ?? readAs ?? '',
  );
  return {
    begin,
    isBusy,
    problem,
    choose,
    columns,
    answer: read?.answer,
    /** For a new import; empty where the service reads the file by itself. */
    query: isChanged ? { columns: columns.join(',') } : {},
  };
}

type FileColumns = ReturnType<typeof useFileColumns>;

/** Each column of the file with what it is read as: one that is wrong is chosen once for all rows. */
export function FileColumnsField({ answer, columns, choose }: FileColumns) {
  const { import: words } = useMessages();
  if (!answer) return null;
  const doubtful = columns.filter((column) => column === '').length;
  // By the file alone: what a person has chosen stays in sight.
  const isOpen = answer.columns.some(({ readAs }) => readAs === undefined);
  return (
    <details open={isOpen}>
      <summary>{words.columnsTitle}</summary>
      <div class="stack tight">
        <p class="hint">{words.columnsAbout(answer.rows)}</p>
        {doubtful > 0 && <p class="notice">{words.columnsDoubt(doubtful)}</p>}
        <ul class="plain-list file-columns">
          {answer.columns.map(({ header }, i) => (
            // The columns of a file have no other identity than their place.
            <li key={i}>
              <ColumnChoice index={i} header={header} chosen={columns[i] ?? ''} choose={choose} />
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}

interface ColumnChoiceProps {
  readonly index: number;
  readonly header: string | undefined;
  readonly chosen: ImportColumnChoice | '';
  readonly choose: FileColumns['choose'];
}

function ColumnChoice({ index, header, chosen, choose }: ColumnChoiceProps) {
  const { import: words } = useMessages();
  const at = words.columnAt(columnLetter(index));
  const names = Object.entries(words.columns) as [ImportColumnChoice, string][];
  return (
    <label class="field">
      <span>
        <strong>{header ?? at}</strong> {header !== undefined && <span class="soft">{at}</span>}
      </span>
      <select
        required
        aria-label={words.readAs(header === undefined ? at : `${at}, ${header}`)}
        value={chosen}
        onChange={typed((choice) => choose(index, choice as ImportColumnChoice))}
      >
        {chosen === '' && <option value="">{words.chooseColumn}</option>}
        {names.map(([choice, name]) => (
          <option key={choice} value={choice}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
