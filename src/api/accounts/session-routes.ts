import { factorDue, proveFactor, signIn } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { parsedBody } from '../http/body.ts';
import { answersJson, answersNothing, json, nothing, type Route } from '../route.ts';
import { signedInJson } from './account-json.ts';
import { factorCode, signedIn } from './account-schemas.ts';
import { signInForm } from './user-schemas.ts';

type SessionDeps = Pick<
  ApiDeps,
  | 'users'
  | 'passwords'
  | 'throttle'
  | 'factors'
  | 'codes'
  | 'factorSealer'
  | 'lockOut'
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
    summary: 'Signs in with name and password; sets the session cookie. `owes` names what is still to prove.',
    body: signInForm,
    answers: answersJson(signedIn, 201),
    handle: async ({ body, address, session }) => {
      const attempt = { ...parsedBody(signInForm, body), address };
      const known = await signIn(deps, attempt);
      const factor = await deps.factors.of(known.id);
      const owes = factorDue(known.role, factor, deps.settings.requiresSecondFactor);
      await session.begin(known, owes);
      return json(signedInJson(known, owes), 201);
    },
  },
  {
    method: 'post',
    path: '/api/session/second-factor',
    allow: 'half-signed-in',
    operation: 'proveSecondFactor',
    summary: 'Proves the second factor with a code of the app or a recovery code; opens the session.',
    body: factorCode,
    answers: answersJson(signedIn),
    handle: async ({ body, user, session }) => {
      await proveFactor(deps, user, parsedBody(factorCode, body).code);
      await session.begin(user);
      return json(signedInJson(user, undefined));
    },
  },
  {
    method: 'get',
    path: '/api/session',
    allow: 'half-signed-in',
    operation: 'whoAmI',
    summary: 'The signed-in user, and what is still to prove.',
    answers: answersJson(signedIn),
    handle: async ({ user, session }) => json(signedInJson(user, session.owes)),
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
