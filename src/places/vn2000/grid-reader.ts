import type { Position } from '../area.ts';
import { meridianText, type Vn2000Zone } from './zones.ts';

/** Longitude and latitude (WGS 84) of a position in a zone, metres. */
export type FromVn2000 = (zone: Vn2000Zone, eastM: number, northM: number) => Position;

/** What a file in VN-2000 was read as. */
export interface ReadGrid {
  readonly zone: string;
  /** `107°45′`. */
  readonly centralMeridian: string;
  /** Whether the first of two numbers is the north, as X is in Vietnamese cadastral files. */
  readonly isNorthFirst: boolean;
}

/** Eastings of Vietnam in any zone of 3 or 6 degrees, and its northings: no number is both. */
const eastM = { from: 100_000, to: 900_000 };
const northM = { from: 900_000, to: 2_650_000 };
const isWithin = (value: number, { from, to }: typeof eastM): boolean => value >= from && value < to;

/** Whether two numbers are an east and a north of Vietnam in metres, in any order. */
export const isGridPosition = (first: number, second: number): boolean =>
  (isWithin(first, eastM) && isWithin(second, northM)) ||
  (isWithin(first, northM) && isWithin(second, eastM));

/** Reads positions in one zone, whatever the order of their axes: the magnitudes tell. */
export class GridReader {
  private isNorthFirst = false;

  constructor(
    private readonly zone: Vn2000Zone,
    private readonly fromVn2000: FromVn2000,
  ) {}

  /** `undefined` for what is no position of Vietnam in metres. */
  read(first: number, second: number): Position | undefined {
    if (!isGridPosition(first, second)) return undefined;
    const isNorthFirst = first > second;
    this.isNorthFirst ||= isNorthFirst;
    return isNorthFirst
      ? this.fromVn2000(this.zone, second, first)
      : this.fromVn2000(this.zone, first, second);
  }

  /** After everything was read. */
  get grid(): ReadGrid {
    const { zone, isNorthFirst } = this;
    return { zone: zone.id, centralMeridian: meridianText(zone), isNorthFirst };
  }
}
