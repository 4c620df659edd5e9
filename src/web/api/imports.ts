import { http } from './client.ts';

export interface CameraImport {
  readonly id: string;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly counts: Readonly<Record<ImportRow['state'], number>>;
  readonly rows: readonly ImportRow[];
}

export interface ImportRow {
  /** In the file, from 1. */
  readonly line: number;
  readonly state: 'new' | 'amend' | 'known' | 'bad' | 'done' | 'failed';
  /** By column, without secrets. */
  readonly cells: Readonly<Record<string, string>>;
  readonly hasPassword: boolean;
  readonly faults: readonly ImportFault[];
}

export interface ImportFault {
  readonly column?: string;
  readonly code: string;
  readonly message: string;
}

const path = '/api/imports';

export const templateUrl = `${path}/template.csv`;

/** A dry run: says what it would do with each row, and changes nothing. */
export const createImport = (file: File): Promise<CameraImport> =>
  http.json({
    method: 'POST',
    path,
    query: { createNeighbourhoods: 'true' },
    file: new Blob([file], { type: 'text/csv' }),
  });

export const getImport = (id: string, signal: AbortSignal): Promise<CameraImport> =>
  http.json({ method: 'GET', path: `${path}/${id}`, signal });

export const mendRow = (
  id: string,
  line: number,
  cells: Readonly<Record<string, string>>,
): Promise<ImportRow> => http.json({ method: 'PATCH', path: `${path}/${id}/rows/${line}`, body: { cells } });

export const runImport = (id: string): Promise<CameraImport> =>
  http.json({ method: 'POST', path: `${path}/${id}/run` });
