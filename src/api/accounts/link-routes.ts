import { readLink, redeemFirstAdmin, redeemLink } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { parsedBody } from '../http/body.ts';
import { answersJson, type Call, json, type Reply, type Route } from '../route.ts';
import { seenLinkJson, userJson } from './account-json.ts';
import { linkForm, linkToken, seenLink } from './link-schemas.ts';
import { firstAdmin, user } from './user-schemas.ts';

type LinkDeps = Pick<
  ApiDeps,
  'links' | 'stations' | 'users' | 'passwords' | 'factors' | 'tries' | 'custody' | 'clock' | 'settings'
>;

/** One-time links: whoever opens one is not signed in yet. The token is in the body, so that no log of addresses has it. */
export const linkRoutes = (deps: LinkDeps): Route[] => [
  {
    method: 'post',
    path: '/api/first-admin',
    allow: 'anyone',
    operation: 'makeFirstAdmin',
    summary: 'Creates the first admin, with the token of the one-time link.',
    body: firstAdmin,
    answers: answersJson(user, 201),
    handle: async ({ body }) => {
      const { token, ...given } = parsedBody(firstAdmin, body);
      return json(userJson(await redeemFirstAdmin(deps, token, given)), 201);
    },
  },
  {
    method: 'post',
    path: '/api/link',
    allow: 'anyone',
    operation: 'readLink',
    summary: 'Whose a one-time link is, and which password it asks for; changes nothing.',
    body: linkToken,
    answers: answersJson(seenLink),
    handle: async ({ body }) => json(seenLinkJson(await readLink(deps, parsedBody(linkToken, body).token))),
  },
  {
    method: 'post',
    path: '/api/link/use',
    allow: 'anyone',
    operation: 'redeemLink',
    summary:
      'Uses a one-time link up: sets the password, or takes the second factor away; the user then signs in.',
    body: linkForm,
    answers: answersJson(user, 201),
    handle: (call) => use(deps, call),
  },
];

async function use(deps: LinkDeps, { body, address, station }: Call): Promise<Reply> {
  const { timeZone } = deps.settings;
  const known = await redeemLink(deps, parsedBody(linkForm, body), { address, station, timeZone });
  return json(userJson(known), 201);
}
