import type { Area, FilmingCamera } from '../../footage/index.ts';
import type { PaperMap } from '../../print/index.ts';

interface MapWords {
  readonly north: string;
  readonly alt: (cameras: number) => string;
}

interface Shown {
  readonly place?: FilmingCamera['place'];
}

/** The area, and the cameras with a place, numbered as they are given. `undefined` where nothing has a place. */
export function paperMap(
  area: Area | undefined,
  cameras: readonly Shown[],
  words: MapWords,
  outerRadiusM?: number,
): PaperMap | undefined {
  const placed = cameras.flatMap(({ place }, i) => (place ? [{ ...place, label: String(i + 1) }] : []));
  const circles = area ? circlesOf(area, outerRadiusM) : [];
  const rings = area ? ringsOf(area) : [];
  if (placed.length + circles.length + rings.length === 0) return undefined;
  return { alt: words.alt(placed.length), north: words.north, circles, rings, cameras: placed };
}

function circlesOf(area: Area, outerRadiusM: number | undefined): PaperMap['circles'] {
  if (area.kind !== 'near') return [];
  const { centre, radiusM } = area;
  const inner = { centre, radiusM };
  return outerRadiusM === undefined ? [inner] : [inner, { centre, radiusM: outerRadiusM, isOuter: true }];
}

function ringsOf(area: Area): PaperMap['rings'] {
  if (area.kind === 'polygon') return area.polygon.map((ring) => ring.map(([lon, lat]) => ({ lat, lon })));
  if (area.kind !== 'bbox') return [];
  const { south, north, west, east } = area.box;
  return [
    [
      { lat: south, lon: west },
      { lat: south, lon: east },
      { lat: north, lon: east },
      { lat: north, lon: west },
    ],
  ];
}
