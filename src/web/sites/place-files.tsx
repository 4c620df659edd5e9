import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { CameraMap } from '../map/map.tsx';
import { useMapShapes } from '../map/shapes-query.ts';
import { useMessages } from '../messages/language.tsx';
import { tableBlob, tableFiles } from '../parts/table-file.ts';
import { FileForm } from './file-form.tsx';
import { LeftOut } from './left-out.tsx';
import { NewNeighbourhoods } from './new-neighbourhoods.tsx';

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
  const [sent, setSent] = useState<File>();
  const [kept, setKept] = useState<KeptMap>();
  const shapes = useMapShapes() as GeoJSON.FeatureCollection | undefined;
  const count = shapes?.features.length ?? 0;
  const send = async (file: File) => {
    setKept(await api.importMap({}, new Blob([file], { type: 'application/geo+json' })));
    setSent(file);
    invalidate('');
  };
  return (
    <section class="panel stack" aria-labelledby="ward-map">
      <h2 id="ward-map">{words.map}</h2>
      <p class="hint">{words.mapAbout}</p>
      <FileForm label={words.mapFile} accept=".geojson,.json,application/geo+json" send={send} />
      <div role="status">{kept && <KeptShapes kept={kept} />}</div>
      {kept && sent && kept.unknownNeighbourhoods.length > 0 && (
        <NewNeighbourhoods
          key={kept.unknownNeighbourhoods.join('\n')}
          names={kept.unknownNeighbourhoods}
          created={() => send(sent)}
        />
      )}
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
  const { faults } = kept;
  return (
    <>
      <p class="notice">{words.kept(kept.kept)}</p>
      <LeftOut
        title={words.badShapes(faults.length)}
        parts={faults.map(({ field, name, code, message }) => ({
          where: name ?? words.shape(shapeNumber(field)),
          code,
          message,
        }))}
      />
    </>
  );
}

/** From 1: `features[3].geometry` is the fourth shape of the file. */
const shapeNumber = (field: string): number => Number(/\[(\d+)\]/.exec(field)?.[1] ?? 0) + 1;

function GazetteerFile() {
  const { sites: words } = useMessages();
  const [kept, setKept] = useState<KeptGazetteer>();
  const send = async (file: File) => setKept(await api.importGazetteer(tableBlob(file)));
  return (
    <section class="panel stack" aria-labelledby="gazetteer">
      <h2 id="gazetteer">{words.gazetteer}</h2>
      <p class="hint">{words.gazetteerAbout}</p>
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
