import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { Problem } from '../api/problem.ts';
import { invalidate } from '../base/query.ts';
import { CameraMap } from '../map/map.tsx';
import { useMapShapes } from '../map/shapes-query.ts';
import { useMessages } from '../messages/language.tsx';
import { explain } from '../parts/fault.tsx';
import { FileForm } from './file-form.tsx';

type KeptMap = Awaited<ReturnType<typeof api.importMap>>;
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

function MapFile() {
  const { sites: words } = useMessages();
  const [mayCreate, setMayCreate] = useState(true);
  const [kept, setKept] = useState<KeptMap>();
  const shapes = useMapShapes() as GeoJSON.FeatureCollection | undefined;
  const count = shapes?.features.length ?? 0;
  const send = async (file: File) => {
    const query = { createNeighbourhoods: mayCreate ? 'true' : 'false' } as const;
    setKept(await api.importMap(query, new Blob([file], { type: 'application/geo+json' })));
    invalidate('');
  };
  return (
    <section class="panel stack" aria-labelledby="ward-map">
      <h2 id="ward-map">{words.map}</h2>
      <p class="hint">{words.mapAbout}</p>
      <FileForm label={words.mapFile} accept=".geojson,.json,application/geo+json" send={send}>
        <label class="row">
          <input
            type="checkbox"
            checked={mayCreate}
            onChange={(event) => setMayCreate(event.currentTarget.checked)}
          />
          {words.createNeighbourhoods}
        </label>
      </FileForm>
      <div role="status">{kept && <KeptShapes kept={kept} />}</div>
      {shapes && <p class="hint">{count === 0 ? words.noShapes : words.shapes(count)}</p>}
      {count > 0 && (
        <div class="picker-map">
          <CameraMap label={words.map} cameras={[]} frameKey={`${count}`} />
        </div>
      )}
    </section>
  );
}

function KeptShapes({ kept }: { readonly kept: KeptMap }) {
  const { sites: words } = useMessages();
  const { unknownNeighbourhoods: unknown } = kept;
  return (
    <>
      <p class="notice">{words.kept(kept.kept)}</p>
      {unknown.length > 0 && <p class="fault">{words.unmatched(unknown.join(', '))}</p>}
    </>
  );
}

function GazetteerFile() {
  const { sites: words } = useMessages();
  const [kept, setKept] = useState<KeptGazetteer>();
  const send = async (file: File) =>
    setKept(await api.importGazetteer(new Blob([file], { type: 'text/csv' })));
  return (
    <section class="panel stack" aria-labelledby="gazetteer">
      <h2 id="gazetteer">{words.gazetteer}</h2>
      <p class="hint">{words.gazetteerAbout}</p>
      <FileForm label={words.gazetteerFile} accept=".csv,.txt,text/csv,text/plain" send={send} />
      <div role="status">{kept && <KeptNames kept={kept} />}</div>
    </section>
  );
}

function KeptNames({ kept }: { readonly kept: KeptGazetteer }) {
  const messages = useMessages();
  const { sites: words } = messages;
  const { faults } = kept;
  return (
    <>
      <p class="notice">{words.kept(kept.kept)}</p>
      {faults.length > 0 && (
        <div class="fault">
          <strong>{words.badLines(faults.length)}</strong>
          <ul class="plain-list">
            {faults.map(({ line, column, code, message }) => {
              const { cause, remedy } = explain(new Problem(400, code, message), messages);
              return (
                <li key={`${line} ${code}`}>
                  {words.line(line)} {column && <code>{column}</code>}: {cause} {remedy}
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </>
  );
}
