import type { PaperMap } from '../../print/index.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type MapPoint = PaperMap['rings'][number][number];

const metresOfDegree = 111_195;
/** A map of a single camera still shows some ground. */
const leastSpanM = 60;

/** How places fall on paper: a plane touching the earth in their middle, which a ward is small enough for. North is up. */
export function projection(
  { circles, rings, cameras }: PaperMap,
  box: Box,
): { readonly pointsPerM: number; readonly pointOf: (place: MapPoint) => [x: number, y: number] } {
  const places = [...rings.flat(), ...cameras, ...circles.flatMap(edgesOf)];
  const lats = places.map(({ lat }) => lat);
  const lons = places.map(({ lon }) => lon);
  const middle = { lat: middleOf(lats), lon: middleOf(lons) };
  const lonMetres = metresOfDegree * Math.cos((middle.lat * Math.PI) / 180);
  const spanM = {
    x: Math.max(leastSpanM, (largest(lons) - least(lons)) * lonMetres) * 1.12,
    y: Math.max(leastSpanM, (largest(lats) - least(lats)) * metresOfDegree) * 1.12,
  };
  const pointsPerM = Math.min(box.width / spanM.x, box.height / spanM.y);
  return {
    pointsPerM,
    pointOf: ({ lat, lon }) => [
      box.x + box.width / 2 + (lon - middle.lon) * lonMetres * pointsPerM,
      box.y + box.height / 2 - (lat - middle.lat) * metresOfDegree * pointsPerM,
    ],
  };
}

function edgesOf({ centre: { lat, lon }, radiusM }: PaperMap['circles'][number]): MapPoint[] {
  const dLat = radiusM / metresOfDegree;
  const dLon = dLat / Math.cos((lat * Math.PI) / 180);
  return [
    { lat: lat - dLat, lon: lon - dLon },
    { lat: lat + dLat, lon: lon + dLon },
  ];
}

const least = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.min(a, b));
const largest = (numbers: readonly number[]): number => numbers.reduce((a, b) => Math.max(a, b));
const middleOf = (numbers: readonly number[]): number => (least(numbers) + largest(numbers)) / 2;

/** The largest of 1, 2, 5 times a power of ten, metres, that is no longer than so many points. */
export function scaleLengthM(pointsPerM: number, points: number): number {
  const mostM = points / pointsPerM;
  const power = 10 ** Math.floor(Math.log10(mostM));
  return [5, 2, 1].map((times) => times * power).find((lengthM) => lengthM <= mostM) ?? power;
}
