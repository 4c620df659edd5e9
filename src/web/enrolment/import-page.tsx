import { useEffect, useState } from 'preact/hooks';
import type { CameraImport } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Link, useLocation } from '../base/location.tsx';
import { invalidate, type Query, useQuery } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { BadColumns } from './bad-columns.tsx';
import { BadRows } from './bad-rows.tsx';
import { FileHelp } from './file-help.tsx';
import { ImportFile } from './import-file.tsx';
import { ImportProgress } from './import-progress.tsx';
import { ImportRows } from './import-rows.tsx';
import { RowsMap } from './rows-map.tsx';

/** A ward's cameras from one file: tried first, bad rows mended in place, then done. Its address outlives a reload. */
export function ImportPage() {
  const { search } = useLocation();
  const id = search.get('id') ?? undefined;
  const discovery = search.get('discovery');
  const known = useImport(id);
  return (
    <div class="stack wide-page">
      {discovery === null ? <FileHead isFirst={id === undefined} /> : <FoundHead discovery={discovery} />}
      <ProblemNotice problem={known.problem} retry={known.reload} />
      {known.isLoading && <Skeleton lines={5} />}
      {known.data && <Judged key={known.data.id} about={known.data} reload={known.reload} />}
    </div>
  );
}

function FileHead({ isFirst }: { readonly isFirst: boolean }) {
  const { import: words } = useMessages();
  return (
    <>
      <h1>{words.title}</h1>
      <p class="soft">{words.about}</p>
      <FileHelp />
      <ImportFile isFirst={isFirst} />
    </>
  );
}

/** The import is of devices that were found, and not of a file. */
function FoundHead({ discovery }: { readonly discovery: string }) {
  const { many, discovery: words } = useMessages();
  return (
    <header class="row">
      <h1>{many.progress}</h1>
      <Link class="push" to={`/discovery?id=${encodeURIComponent(discovery)}`}>
        {words.back}
      </Link>
    </header>
  );
}

/** Polls while the import runs; its results appear everywhere once it has ended. */
function useImport(id: string | undefined): Query<CameraImport> {
  const [isPolled, setPolled] = useState(false);
  const query = useQuery(id && `import ${id}`, (signal) => api.getImport({ id: id ?? '' }, { signal }), {
    everyMs: isPolled ? 1_000 : undefined,
  });
  const runs = query.data !== undefined && isRunning(query.data);
  useEffect(() => {
    setPolled(runs);
    if (!runs) for (const key of ['cameras', 'neighbourhoods']) invalidate(key);
  }, [runs]);
  return query;
}

const isRunning = ({ startedAt, finishedAt }: CameraImport): boolean =>
  startedAt !== undefined && finishedAt === undefined;

function Judged({ about, reload }: { readonly about: CameraImport; readonly reload: () => void }) {
  const { import: words, common } = useMessages();
  const { counts, rows } = about;
  const ready = counts.new + counts.amend + counts.failed;
  const bad = rows.filter(({ faults }) => faults.length > 0);
  const run = useSubmit(async () => {
    await api.runImport({ id: about.id });
    reload();
  });
  return (
    <>
      <p role="status" class="row">
        <span>{words.good(counts.new + counts.amend + counts.known + counts.done)}</span>
        {bad.length > 0 && <strong>{words.bad(bad.length)}</strong>}
        {counts.done > 0 && <span>{words.imported(counts.done)}</span>}
      </p>
      {isRunning(about) ? (
        <ImportProgress about={about} reload={reload} />
      ) : (
        <>
          {about.startedAt && counts.new + counts.amend > 0 && <p class="notice">{words.stopped}</p>}
          {about.startedAt === undefined && <RowsMap rows={rows} />}
          <BadColumns importId={about.id} rows={bad} reload={reload} />
          {bad.length > 0 && <BadRows importId={about.id} rows={bad} reload={reload} />}
          <ProblemNotice problem={run.problem} />
          {ready > 0 && (
            <div class="actions">
              <button type="button" class="primary" onClick={() => void run.run()} disabled={run.isBusy}>
                {run.isBusy ? common.working : words.act(ready)}
              </button>
            </div>
          )}
        </>
      )}
      <ImportRows rows={rows} />
    </>
  );
}
