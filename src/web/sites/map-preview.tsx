import type { ReadGrid } from '../../client/index.ts';
import type { WardMap } from '../api/shapes.ts';
import { useSubmit } from '../base/submit.ts';
import { CameraMap } from '../map/map.tsx';
import type { MapCamera } from '../map/map-layers.ts';
import { useMessages } from '../messages/language.tsx';
import { useCameras } from '../names/camera-names.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { ZoneField } from '../vn2000/zone-field.tsx';
import type { Zone } from '../vn2000/zones.ts';

interface MapPreviewProps {
  readonly grid: ReadGrid;
  readonly shapes: WardMap;
  readonly readIn: (zone: Zone) => Promise<void>;
  readonly take: () => Promise<void>;
}

/** A map that was in metres, in its place beside the registered cameras, before it counts. */
export function MapPreview({ grid, shapes, readIn, take }: MapPreviewProps) {
  const { sites, vn2000: words, common } = useMessages();
  const cameras = useRegisteredCameras();
  const change = useSubmit(readIn);
  const taking = useSubmit(take);
  const isBusy = change.isBusy || taking.isBusy;
  return (
    <section class="notice stack" aria-label={words.preview}>
      <strong>{words.readAs(grid.centralMeridian, grid.isNorthFirst)}</strong>
      <span>{words.lookAt(shapes.features.length)}</span>
      <div class="picker-map">
        <CameraMap
          label={words.preview}
          cameras={cameras}
          shapes={shapes}
          framesShapes
          frameKey={`${grid.zone} ${shapes.features.length} ${cameras.length}`}
        />
      </div>
      <ZoneField zone={grid.zone} choose={(zone) => zone && void change.run(zone)} />
      <ProblemNotice problem={change.problem ?? taking.problem} />
      <div class="actions">
        <button type="button" class="primary" disabled={isBusy} onClick={() => void taking.run()}>
          {isBusy ? common.working : sites.takeMap}
        </button>
      </div>
    </section>
  );
}

function useRegisteredCameras(): readonly MapCamera[] {
  const { data } = useCameras();
  return (data?.cameras ?? []).flatMap(({ id, name, place }) =>
    place ? [{ id, name, place, tone: 'usual' as const }] : [],
  );
}
