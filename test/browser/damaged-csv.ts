import { cameraCsv, today } from '../../scripts/demo/camera-csv.ts';
import type { CameraFacts } from '../../scripts/ward/index.ts';

/** A cell that is wrong, and what mends it. */
export interface DamagedCell {
  /** In the file; the header is line 1. */
  readonly line: number;
  readonly column: string;
  readonly right: string;
}

export interface DamagedCsv {
  readonly csv: string;
  readonly damaged: readonly DamagedCell[];
}

const wrong = ['210.5', '31/11/2026', 'not an address'] as const;

/** The file of three cameras and more, with one wrong cell in each of the first three rows. */
export function damagedCsv(cameras: readonly CameraFacts[]): DamagedCsv {
  const postedOn = today();
  const [header = '', ...rows] = cameraCsv(cameras, postedOn).split('\r\n');
  const [first, , third] = cameras;
  if (!first || !third) throw new Error('it takes three cameras');
  const damaged: DamagedCell[] = [
    { line: 2, column: 'lat', right: String(first.lat) },
    { line: 3, column: 'notice_posted_on', right: postedOn },
    { line: 4, column: 'onvif', right: third.onvifUrl },
  ];
  const hurt = rows.map((row, i) => {
    const cell = damaged[i];
    return cell ? row.replace(cell.right, wrong[i] ?? '') : row;
  });
  return { csv: [header, ...hurt].join('\r\n'), damaged };
}
