import type { Role } from '../api/shapes.ts';
import type { Messages } from '../messages/vi.ts';

interface Page {
  readonly path: string;
  readonly word: keyof Messages['frame'];
  readonly roles: readonly Role[];
  /** Who may come by a link, with no word in the header: a custodian's deputies, say. */
  readonly guests?: readonly Role[];
}

/** Who sees which page in the header, in reading order; the first is where one begins. */
const pages: readonly Page[] = [
  { path: '/inbox', word: 'inbox', roles: ['custodian'], guests: ['technician'] },
  { path: '/audit', word: 'audit', roles: ['auditor'] },
  { path: '/find', word: 'find', roles: ['officer', 'custodian', 'auditor'] },
  {
    path: '/requests',
    word: 'requests',
    roles: ['officer', 'custodian', 'auditor'],
    guests: ['technician'],
  },
  { path: '/cameras', word: 'cameras', roles: ['technician'] },
  { path: '/discovery', word: 'discover', roles: ['technician'] },
  { path: '/import', word: 'import', roles: ['technician'] },
  { path: '/users', word: 'users', roles: ['admin'] },
  { path: '/start', word: 'firstSteps', roles: ['admin'] },
  {
    path: '/rights',
    word: 'rights',
    roles: [],
    guests: ['technician', 'officer', 'custodian', 'auditor', 'admin'],
  },
  { path: '/founding', word: 'founding', roles: [], guests: ['admin', 'custodian'] },
  {
    path: '/proposals',
    word: 'proposals',
    roles: [],
    guests: ['admin', 'custodian', 'auditor', 'technician'],
  },
  { path: '/policies', word: 'policies', roles: ['admin', 'custodian', 'auditor'] },
  { path: '/holds', word: 'holds', roles: ['custodian', 'admin', 'officer', 'auditor'] },
  { path: '/contributors', word: 'contributors', roles: ['custodian', 'auditor'] },
  { path: '/sites', word: 'sites', roles: ['admin', 'technician'] },
  { path: '/system', word: 'system', roles: ['admin', 'technician'] },
];

/** Everybody's own account: not a page of work, so it is reached by one's name. */
export const accountPath = '/account';

export const pagesOf = (role: Role): readonly Page[] => pages.filter(({ roles }) => roles.includes(role));

/** Everything that a role may see when it comes there. */
export const reachableBy = (role: Role): readonly Page[] =>
  pages.filter(({ roles, guests = [] }) => roles.includes(role) || guests.includes(role));

export const homeOf = (role: Role): string => pagesOf(role)[0]?.path ?? '/';

/** Whether `path` lies at or under a page. */
export const isUnder = (path: string, page: string): boolean => path === page || path.startsWith(`${page}/`);
