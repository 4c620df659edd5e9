import { useState } from 'preact/hooks';
import type { ReadGrid } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { setParameters } from '../base/location.tsx';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { FileField } from '../parts/file-field.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { tableBlob, tableFiles } from '../parts/table-file.ts';
import { submitted } from '../parts/typed.ts';
import { needsZone, ZoneField } from '../vn2000/zone-field.tsx';
import type { Zone } from '../vn2000/zones.ts';
import { FileColumnsField, useFileColumns } from './file-columns.tsx';

/** The file of an import: how its columns and positions are read, before its rows are checked. */
export function ImportFile({ isFirst }: { readonly isFirst: boolean }) {
  const { import: words, vn2000 } = useMessages();
  const [file, setFile] = useState<File>();
  const [zone, setZone] = useState<Zone>();
  const [grid, setGrid] = useState<ReadGrid>();
  const columns = useFileColumns();
  const { run, isBusy, problem } = useSubmit(async () => {
    if (!file) return;
    const made = await api.createImport(
      { ...columns.query, ...(zone !== undefined && { zone }) },
      tableBlob(file),
    );
    setGrid(made.grid);
    setParameters({ id: made.id });
  });
  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    columns.begin(chosen);
  };
  const isInMetres = needsZone(problem) || grid !== undefined;
  const fault = problem ?? columns.problem;
  return (
    <form class="panel stack" onSubmit={submitted(run)}>
      <FileField label={words.file} accept={tableFiles} choose={choose} problem={fault} />
      {columns.isBusy && <Skeleton lines={2} />}
      <FileColumnsField {...columns} />
      {grid && <p class="notice">{vn2000.readAs(grid.centralMeridian, grid.isNorthFirst)}</p>}
      {isInMetres && <ZoneField zone={zone} choose={setZone} problem={problem} />}
      <Act label={words.dryRun} problem={fault} isBusy={isBusy} tone={isFirst ? 'primary' : undefined} />
    </form>
  );
}
