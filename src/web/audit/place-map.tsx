import { useMemo } from 'preact/hooks';
import type { Point } from '../api/shapes.ts';
import { CameraMap } from '../map/map.tsx';
import { useMessages } from '../messages/language.tsx';
import { useCameras } from '../names/camera-names.ts';

interface PlaceMapProps {
  readonly point: Point | undefined;
  readonly radiusM: number;
  readonly choose: (point: Point) => void;
}

/** The cameras of the ward; a click chooses the point around which they are meant. */
export function PlaceMap({ point, radiusM, choose }: PlaceMapProps) {
  const { find: words } = useMessages();
  const { data } = useCameras();
  const cameras = useMemo(
    () =>
      (data?.cameras ?? []).flatMap(({ id, name, place }) =>
        place ? [{ id, name, place, tone: 'usual' as const }] : [],
      ),
    [data],
  );
  return (
    <div class="find-map">
      <CameraMap
        label={words.map}
        cameras={cameras}
        place={point}
        radiusM={radiusM}
        frameKey={`all ${cameras.length}`}
        choosePlace={choose}
      />
    </div>
  );
}
