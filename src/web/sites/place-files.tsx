import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { useMessages } from '../messages/language.tsx';
import { tableBlob, tableFiles } from '../parts/table-file.ts';
import { FileForm } from './file-form.tsx';
import { LeftOut } from './left-out.tsx';
import { MapFile } from './map-file.tsx';

type KeptGazetteer = Awaited<ReturnType<typeof api.importGazetteer>>;

/** The map of the ward and the names of its places, from files. */
export function PlaceFiles() {
  return (
    <div class="enrolment-columns">
      <MapFile />
      <GazetteerFile />
    </div>
  );
}

function GazetteerFile() {
  const { sites: words, import: imports } = useMessages();
  const [kept, setKept] = useState<KeptGazetteer>();
  const send = async (file: File) => setKept(await api.importGazetteer(tableBlob(file)));
  return (
    <section class="panel stack" aria-labelledby="gazetteer">
      <h2 id="gazetteer">{words.gazetteer}</h2>
      <p class="hint">
        {words.gazetteerAbout}{' '}
        <a href={api.getGazetteerSampleUrl()} download>
          {imports.gazetteerSample}
        </a>
      </p>
      <FileForm label={words.gazetteerFile} accept={tableFiles} send={send} />
      <div role="status">{kept && <KeptNames kept={kept} />}</div>
    </section>
  );
}

function KeptNames({ kept }: { readonly kept: KeptGazetteer }) {
  const { sites: words } = useMessages();
  const { faults } = kept;
  return (
    <>
      <p class="notice">{words.kept(kept.kept)}</p>
      <LeftOut
        title={words.badLines(faults.length)}
        parts={faults.map(({ line, column: at, code, message }) => ({
          where: words.line(line),
          at,
          code,
          message,
        }))}
      />
    </>
  );
}
