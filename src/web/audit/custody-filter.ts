import { setParameters } from '../app/location.tsx';

const names = ['from', 'to', 'event', 'camera', 'request', 'actor'] as const;

/** What is asked of the log, as the address keeps it; times are instants. */
export type CustodyFilter = Readonly<Partial<Record<(typeof names)[number], string>>>;

export const readFilter = (search: URLSearchParams): CustodyFilter =>
  Object.fromEntries(names.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])));

/** Another filter begins at its first page. */
export const setFilter = (filter: CustodyFilter): void =>
  setParameters({
    ...Object.fromEntries(names.map((name) => [name, filter[name] || undefined])),
    before: undefined,
  });

export const setPage = (before: number | undefined): void => setParameters({ before: before?.toString() });
