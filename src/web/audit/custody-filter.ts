import { eventsOfLooking } from './event-kinds.ts';

const names = [
  'from',
  'to',
  'event',
  'camera',
  'request',
  'actor',
  'case',
  'digest',
  'near',
  'place',
  'radiusM',
] as const;

/** The filter of the log, as the address has it; times are instants. */
export type CustodyFilterState = Readonly<Partial<Record<(typeof names)[number], string>>>;

export const readFilter = (search: URLSearchParams): CustodyFilterState =>
  Object.fromEntries(names.flatMap((name) => (search.get(name) ? [[name, search.get(name)]] : [])));

/** Every parameter of a filter; `undefined` for those that it leaves out. */
export const parametersOfFilter = (filter: CustodyFilterState): Record<string, string | undefined> =>
  Object.fromEntries(names.map((name) => [name, filter[name] || undefined]));

export const logViews = ['sessions', 'events'] as const;
export type LogView = (typeof logViews)[number];

/** Sessions of looking, unless the address names the other view, an event that no session has, or a file: one event gave it out. */
export function readView(search: URLSearchParams): LogView {
  if (search.get('view') === 'events' || search.get('digest')) return 'events';
  const events = search.get('event')?.split(',') ?? [];
  return events.every((event) => eventsOfLooking.has(event)) ? 'sessions' : 'events';
}

export const sessionOrders = ['newest', 'oldest'] as const;
export type SessionOrder = (typeof sessionOrders)[number];

export const readOrder = (search: URLSearchParams): SessionOrder =>
  search.get('order') === 'oldest' ? 'oldest' : 'newest';
