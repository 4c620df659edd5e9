import { SignInThrottle, signIn } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../body.ts';
import { answersJson, answersNothing, json, nothing, type Route } from '../route.ts';
import { signInForm, user } from '../schemas/user.ts';
import { userJson } from '../user-form.ts';

export const sessionRoutes = ({ users, passwords, clock, ...deps }: ApiDeps): Route[] => {
  const throttle = deps.throttle ?? new SignInThrottle(clock);
  return [
    {
      method: 'post',
      path: '/api/session',
      allow: 'anyone',
      operation: 'signIn',
      summary: 'Signs in with name and password; sets the session cookie.',
      body: signInForm,
      answers: answersJson(user, 201),
      handle: async ({ body, address, session }) => {
        const attempt = { ...bodyOf(signInForm, body), address };
        const known = await signIn({ users, passwords, throttle }, attempt);
        await session.begin(known);
        return json(userJson(known), 201);
      },
    },
    {
      method: 'get',
      path: '/api/session',
      allow: 'signed-in',
      operation: 'whoAmI',
      summary: 'Who is signed in.',
      answers: answersJson(user),
      handle: async (call) => json(userJson(call.user)),
    },
    {
      method: 'delete',
      path: '/api/session',
      allow: 'signed-in',
      operation: 'signOut',
      summary: 'Signs out.',
      answers: answersNothing,
      handle: async ({ session }) => {
        await session.end();
        return nothing;
      },
    },
  ];
};
