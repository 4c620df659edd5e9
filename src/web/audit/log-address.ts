import { setParameters } from '../base/location.tsx';
import {
  type CustodyFilterState,
  type LogView,
  parametersOfFilter,
  type SessionOrder,
} from './custody-filter.ts';

/** Another filter, view or order begins at its first page, with no session opened. */
const firstPage = { before: undefined, after: undefined, session: undefined };

export const setFilter = (filter: CustodyFilterState): void =>
  setParameters({ ...parametersOfFilter(filter), ...firstPage });

/** Sessions go with no kind of event that they have not, and with no file. */
export const setView = (view: LogView): void =>
  setParameters({
    view: view === 'events' ? 'events' : undefined,
    ...(view === 'sessions' && { event: undefined, digest: undefined }),
    ...firstPage,
  });

export const setOrder = (order: SessionOrder): void =>
  setParameters({ order: order === 'oldest' ? order : undefined, ...firstPage });

/** A page of events, newest first. */
export const setPage = (before: number | undefined): void => setParameters({ before: before?.toString() });

/** A page of sessions. */
export const setSessionPage = (after: string | undefined): void =>
  setParameters({ after, session: undefined });

/** The session that is opened to its events, by its id. */
export const setOpened = (session: string | undefined): void => setParameters({ session }, { replace: true });
