import { useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import { asProblem } from '../api/problem.ts';
import { invalidate } from '../base/query.ts';
import { CameraMap } from '../map/map.tsx';
import { useMapShapes } from '../map/shapes-query.ts';
import { useMessages } from '../messages/language.tsx';
import { needsZone, ZoneField } from '../vn2000/zone-field.tsx';
import type { Zone } from '../vn2000/zones.ts';
import { FileForm } from './file-form.tsx';
import { LeftOut } from './left-out.tsx';
import { MapPreview } from './map-preview.tsx';
import { NewNeighbourhoods } from './new-neighbourhoods.tsx';

type KeptMap = Awaited<ReturnType<typeof api.importMap>>;
type MapOptions = NonNullable<Parameters<typeof api.importMap>[0]>;

/** A file, what was said of it, and what became of it. */
interface SentMap {
  readonly file: File;
  readonly options: MapOptions;
  readonly answer: KeptMap;
}

export function MapFile() {
  const { sites: words, import: imports } = useMessages();
  const [sent, setSent] = useState<SentMap>();
  const [zone, setZone] = useState<Zone>();
  const [asksZone, setAsksZone] = useState(false);
  const shapes = useMapShapes().data as GeoJSON.FeatureCollection | undefined;
  const count = shapes?.features.length ?? 0;
  const send = async (file: File, options: MapOptions) => {
    try {
      const answer = await api.importMap(options, new Blob([file], { type: 'application/geo+json' }));
      setSent({ file, options, answer });
      setAsksZone(false);
      setZone(undefined);
      if (!answer.preview) invalidate('');
    } catch (error) {
      setAsksZone(needsZone(asProblem(error)));
      throw error;
    }
  };
  return (
    <section class="panel stack" aria-labelledby="ward-map">
      <h2 id="ward-map">{words.map}</h2>
      <p class="hint">
        {words.mapAbout}{' '}
        <a href={api.getMapSampleUrl()} download>
          {imports.mapSample}
        </a>
      </p>
      <FileForm
        label={words.mapFile}
        accept=".geojson,.json,application/geo+json"
        send={(file) => send(file, zone === undefined ? {} : { zone })}
      >
        {asksZone && <ZoneField zone={zone} choose={setZone} />}
      </FileForm>
      {sent && <Answered sent={sent} send={send} />}
      {shapes && <p class="hint">{count === 0 ? words.noShapes : words.shapes(count)}</p>}
      {count > 0 && !sent?.answer.preview && (
        <div class="picker-map">
          <CameraMap label={words.map} cameras={[]} frameKey={`${count}`} />
        </div>
      )}
    </section>
  );
}

interface AnsweredProps {
  readonly sent: SentMap;
  readonly send: (file: File, options: MapOptions) => Promise<void>;
}

function Answered({ sent: { file, options, answer }, send }: AnsweredProps) {
  const { grid, preview, unknownNeighbourhoods: names } = answer;
  return (
    <>
      <div role="status">
        <KeptShapes answer={answer} />
      </div>
      {grid && preview && (
        <MapPreview
          grid={grid}
          shapes={preview}
          readIn={(zone) => send(file, { zone })}
          take={() => send(file, { ...options, confirmed: 'true' })}
        />
      )}
      {names.length > 0 && (
        <NewNeighbourhoods key={names.join('\n')} names={names} created={() => send(file, options)} />
      )}
    </>
  );
}

function KeptShapes({ answer: { kept, buildings, faults, preview } }: { readonly answer: KeptMap }) {
  const { sites: words } = useMessages();
  return (
    <>
      {!preview && <p class="notice">{words.kept(kept)}</p>}
      {!preview && buildings > 0 && <p class="notice">{words.keptBuildings(buildings)}</p>}
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
