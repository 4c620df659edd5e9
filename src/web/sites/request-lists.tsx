import { useState } from 'preact/hooks';
import type { OfferedText, RequestLists } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { Problem } from '../api/problem.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { oneLine } from '../parts/one-line.ts';
import { Skeleton } from '../parts/skeleton.tsx';
import { submitted, typed } from '../parts/typed.ts';

/** The authorities and legal bases that requests are offered, to be changed. */
export function RequestListsPanel() {
  const { sites: words } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('request-lists', (signal) =>
    api.getRequestLists({ signal }),
  );
  const [isSaved, setSaved] = useState(false);
  return (
    <section class="panel stack" aria-labelledby="request-lists">
      <h2 id="request-lists">{words.lists}</h2>
      <p class="hint">{words.listsAbout}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={3} />}
      {data && <ListsForm key={data.revision} lists={data} isSaved={isSaved} setSaved={setSaved} />}
    </section>
  );
}

/** A line while it is typed: a day that is empty is none. */
type Line = Readonly<Record<'text' | 'fromDay' | 'untilDay', string>>;
type ListName = 'authorities' | 'legalBases';
type Lines = Readonly<Record<ListName, readonly Line[]>>;

const longest: Readonly<Record<ListName, number>> = { authorities: 200, legalBases: 500 };

interface ListsFormProps {
  readonly lists: RequestLists;
  /** Whether what is shown was saved here. */
  readonly isSaved: boolean;
  readonly setSaved: (isSaved: boolean) => void;
}

function ListsForm({ lists, isSaved, setSaved }: ListsFormProps) {
  const { sites: words } = useMessages();
  const [lines, setLines] = useState<Lines>({
    authorities: lists.authorities.map(lineOf),
    legalBases: lists.legalBases.map(lineOf),
  });
  const { run, isBusy, problem } = useSubmit(async () => {
    const [authorities, legalBases] = [lines.authorities.map(textOf), lines.legalBases.map(textOf)];
    await api.setRequestLists({ revision: lists.revision, authorities, legalBases });
    setSaved(true);
    for (const key of ['request-lists', 'console-settings']) invalidate(key);
  });
  const change = (name: ListName) => (changed: readonly Line[]) => {
    setSaved(false);
    setLines({ ...lines, [name]: changed });
  };
  return (
    <form class="stack" onSubmit={submitted(run)}>
      {(['authorities', 'legalBases'] as const).map((name) => (
        <ListLines
          key={name}
          name={name}
          lines={lines[name]}
          examples={lists.examples[name].map(lineOf)}
          change={change(name)}
          problem={problem}
        />
      ))}
      <Act label={words.saveLists} problem={problem} isBusy={isBusy} tone="primary">
        <span role="status">{isSaved && words.listsSaved}</span>
      </Act>
    </form>
  );
}

interface ListLinesProps {
  readonly name: ListName;
  readonly lines: readonly Line[];
  readonly examples: readonly Line[];
  readonly change: (lines: readonly Line[]) => void;
  readonly problem: Problem | undefined;
}

function ListLines({ name, lines, examples, change, problem }: ListLinesProps) {
  const { sites: words } = useMessages();
  const others = examples.filter(({ text }) => !lines.some((line) => line.text === text));
  return (
    <fieldset class="stack tight">
      <legend>{words.listNames[name]}</legend>
      {lines.length === 0 && <p class="soft">{words.listEmpty}</p>}
      {lines.map((line, i) => (
        <OneLine
          // A line has nothing but its place to be known by while it is typed.
          key={i}
          path={`${name}.${i}`}
          number={i + 1}
          line={line}
          maxLength={longest[name]}
          change={(changed) => change(lines.with(i, changed))}
          remove={() => change(lines.toSpliced(i, 1))}
          problem={problem}
        />
      ))}
      <div class="actions">
        <button type="button" onClick={() => change([...lines, emptyLine])}>
          {words.addLine}
        </button>
        {others.length > 0 && (
          <button type="button" class="plain" onClick={() => change([...lines, ...others])}>
            {words.addExamples(others.length)}
          </button>
        )}
      </div>
    </fieldset>
  );
}

interface OneLineProps {
  /** As a fault names it. */
  readonly path: string;
  readonly number: number;
  readonly line: Line;
  readonly maxLength: number;
  readonly change: (line: Line) => void;
  readonly remove: () => void;
  readonly problem: Problem | undefined;
}

function OneLine({ path, number, line, maxLength, change, remove, problem }: OneLineProps) {
  const { sites: words } = useMessages();
  const day = (name: 'fromDay' | 'untilDay') => (
    <Field label={words[name]} name={`${path}.${name}`} problem={problem}>
      {(wiring) => (
        <input
          {...wiring}
          type="date"
          value={line[name]}
          onInput={typed((value) => change({ ...line, [name]: value }))}
        />
      )}
    </Field>
  );
  return (
    <fieldset class="list-text" aria-label={words.lineOf(number)}>
      <Field label={words.lineOf(number)} name={`${path}.text`} problem={problem}>
        {(wiring) => (
          <textarea
            {...wiring}
            rows={2}
            value={line.text}
            maxLength={maxLength}
            onInput={typed((text) => change({ ...line, text }))}
            required
          />
        )}
      </Field>
      {day('fromDay')}
      {day('untilDay')}
      <button type="button" class="plain" aria-label={words.removeLine(number)} onClick={remove}>
        {words.remove}
      </button>
    </fieldset>
  );
}

const emptyLine: Line = { text: '', fromDay: '', untilDay: '' };

const lineOf = ({ text, fromDay = '', untilDay = '' }: OfferedText): Line => ({ text, fromDay, untilDay });

const textOf = ({ text, fromDay, untilDay }: Line): OfferedText => ({
  text: oneLine(text),
  ...(fromDay !== '' && { fromDay }),
  ...(untilDay !== '' && { untilDay }),
});
