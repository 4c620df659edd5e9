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
  return (
    <section class="panel stack" aria-labelledby="request-lists">
      <h2 id="request-lists">{words.lists}</h2>
      <p class="hint">{words.listsAbout}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={3} />}
      {data && <ListsForm lists={data} />}
    </section>
  );
}

/** A line while it is typed: a day that is empty is none. */
type Line = Readonly<Record<'text' | 'fromDay' | 'untilDay', string>>;
type ListName = 'authorities' | 'legalBases';
type Lines = Readonly<Record<ListName, readonly Line[]>>;

const longest: Readonly<Record<ListName, number>> = { authorities: 200, legalBases: 500 };

/** Lines that are typed, and the lists that they change. */
type Edited = Readonly<{ lines: Lines; revision: number }>;

/** Shows `lists` until one types. What is typed stays, whatever is loaded or saved meanwhile. */
function ListsForm({ lists }: { readonly lists: RequestLists }) {
  const { sites: words } = useMessages();
  const [edited, setEdited] = useState<Edited>();
  const [saved, setSaved] = useState<Lines>();
  const { lines, revision } = edited ?? asLoaded(lists);
  const { run, isBusy, problem } = useSubmit(async () => {
    const [authorities, legalBases] = [lines.authorities.map(textOf), lines.legalBases.map(textOf)];
    const stored = asLoaded(await api.setRequestLists({ revision, authorities, legalBases }));
    setEdited((now) => (now && now !== edited ? { ...stored, lines: now.lines } : stored));
    setSaved(stored.lines);
    for (const key of ['request-lists', 'console-settings']) invalidate(key);
  });
  const change = (name: ListName) => (changed: readonly Line[]) =>
    setEdited({ revision, lines: { ...lines, [name]: changed } });
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
        <span role="status">{lines === saved && words.listsSaved}</span>
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

const asLoaded = ({ authorities, legalBases, revision }: RequestLists): Edited => ({
  lines: { authorities: authorities.map(lineOf), legalBases: legalBases.map(lineOf) },
  revision,
});

const lineOf = ({ text, fromDay = '', untilDay = '' }: OfferedText): Line => ({ text, fromDay, untilDay });

const textOf = ({ text, fromDay, untilDay }: Line): OfferedText => ({
  text: oneLine(text),
  ...(fromDay !== '' && { fromDay }),
  ...(untilDay !== '' && { untilDay }),
});
