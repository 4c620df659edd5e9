import { factorDue, signIn } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { parsedBody } from '../http/body.ts';
import { answersJson, answersNothing, json, nothing, type Route } from '../route.ts';
import { signedInJson } from './account-json.ts';
import { signedIn } from './account-schemas.ts';
import { signInForm } from './user-schemas.ts';

type SessionDeps = Pick<
  ApiDeps,
  | 'users'
  | 'links'
  | 'passwords'
  | 'throttle'
  | 'factors'
  | 'codes'
  | 'factorSealer'
  | 'tries'
  | 'custody'
  | 'clock'
  | 'settings'
>;

export const sessionRoutes = (deps: SessionDeps): Route[] => [
  {
    method: 'post',
    path: '/api/session',
    allow: 'anyone',
    operation: 'signIn',
    summary:
      'Signs in with name, password and, where there is a second factor, a code; sets the session cookie. `owes` names what is still to set up.',
    body: signInForm,
    answers: answersJson(signedIn, 201),
    handle: async ({ body, address, session }) => {
      const { code = '', ...form } = parsedBody(signInForm, body);
      const { browserOf } = session;
      const attempt = { ...form, code, address, browserOf };
      const known = await signIn(deps, attempt);
      const factor = await deps.factors.of(known.id);
      const owes = factorDue(known.role, factor, deps.settings.requiresSecondFactor);
      await session.begin(known, owes);
      return json(signedInJson(known, owes, await deps.links.lastUse(known.id)), 201);
    },
  },
  {
    method: 'get',
    path: '/api/session',
    allow: 'half-signed-in',
    operation: 'whoAmI',
    summary: 'The signed-in user, and what is still to set up.',
    answers: answersJson(signedIn),
    handle: async ({ user, session }) =>
      json(signedInJson(user, session.owes, await deps.links.lastUse(user.id))),
  },
  {
    method: 'delete',
    path: '/api/session',
    allow: 'half-signed-in',
    operation: 'signOut',
    summary: 'Signs out.',
    answers: answersNothing,
    handle: async ({ session }) => {
      await session.end();
      return nothing;
    },
  },
];
