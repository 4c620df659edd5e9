import { setParameters } from '../base/location.tsx';

const names = ['from', 'to', 'event', 'camera', 'request', 'actor'] as const;

/** The filter of the log, as the address has it; times are instants. */
export type CustodyFilterState = Readonly<Partial<Record<(typeof names)[number], string>>>;

export const readFilter = (search: URLSearchParams): CustodyFilterState =>
  Object.fromEntries(names.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])));

/** Another filter begins at its first page. */
export const setFilter = (filter: CustodyFilterState): void =>
  setParameters({
    ...Object.fromEntries(names.map((name) => [name, filter[name] || undefined])),
    before: undefined,
  });

export const setPage = (before: number | undefined): void => setParameters({ before: before?.toString() });
