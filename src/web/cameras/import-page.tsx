import { useState } from 'preact/hooks';
import type { CameraImport } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { setParameters, useLocation } from '../app/location.tsx';
import { invalidate, useQuery } from '../app/query.ts';
import { useSubmit } from '../app/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Fault } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { submitted } from '../parts/typed.ts';
import { BadRows } from './bad-rows.tsx';

/** A ward's cameras from one file: tried first, bad rows mended in place, then done. Its address outlives a reload. */
export function ImportPage() {
  const { import: words, common } = useMessages();
  const id = useLocation().search.get('id') ?? undefined;
  const [file, setFile] = useState<File>();
  const known = useImport(id);
  const check = useSubmit(async () => {
    if (file)
      setParameters({
        id: (await api.createImport({ createNeighbourhoods: 'true' }, new Blob([file], { type: 'text/csv' })))
          .id,
      });
  });
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <p class="soft">
        {words.about} <a href={api.getImportTemplateUrl()}>{words.template}</a>
      </p>
      <form class="panel stack" onSubmit={submitted(check.run)}>
        <Field label={words.file} name="file" problem={check.problem}>
          {(wiring) => (
            <input
              {...wiring}
              type="file"
              accept=".csv,text/csv"
              onChange={(event) => setFile(event.currentTarget.files?.[0])}
              required
            />
          )}
        </Field>
        <Fault problem={check.problem ?? known.problem} />
        <div class="actions">
          <button type="submit" class={id ? '' : 'primary'} disabled={check.isBusy}>
            {check.isBusy ? common.working : words.dryRun}
          </button>
        </div>
      </form>
      {known.isLoading && <Skeleton lines={5} />}
      {known.data && <Judged about={known.data} reload={known.reload} />}
    </div>
  );
}

function useImport(id: string | undefined) {
  const key = id && `import ${id}`;
  const [isRunning, setRunning] = useState(false);
  const known = useQuery(key, (signal) => api.getImport({ id: id ?? '' }, { signal }), {
    everyMs: isRunning ? 1_000 : undefined,
  });
  const runs = known.data?.startedAt !== undefined && known.data.finishedAt === undefined;
  if (runs !== isRunning) setRunning(runs);
  return known;
}

function Judged({ about, reload }: { readonly about: CameraImport; readonly reload: () => void }) {
  const { import: words, common } = useMessages();
  const { counts, rows } = about;
  const ready = counts.new + counts.amend;
  const isRunning = about.startedAt !== undefined && about.finishedAt === undefined;
  const run = useSubmit(async () => {
    await api.runImport({ id: about.id });
    invalidate('cameras');
    reload();
  });
  const bad = rows.filter(({ state }) => state === 'bad' || state === 'failed');
  return (
    <>
      <p role="status" class="row">
        <span>{words.good(ready + counts.known + counts.done)}</span>
        <strong>{words.bad(bad.length)}</strong>
        {counts.done > 0 && <span>{words.imported(counts.done)}</span>}
        {isRunning && (
          <progress max={rows.length} value={counts.done + counts.failed} aria-label={common.working} />
        )}
      </p>
      {bad.length > 0 && <BadRows importId={about.id} rows={bad} reload={reload} />}
      <Fault problem={run.problem} />
      {ready > 0 && (
        <div class="actions">
          <button
            type="button"
            class="primary"
            onClick={() => void run.run()}
            disabled={run.isBusy || isRunning}
          >
            {run.isBusy || isRunning ? common.working : words.act(ready)}
          </button>
        </div>
      )}
    </>
  );
}
