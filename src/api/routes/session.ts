import { z } from 'zod';
import { SignInThrottle, signIn } from '../../access/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../body.ts';
import { json, nothing, type Route } from '../route.ts';
import { userJson } from '../user-form.ts';

const form = z.strictObject({ name: z.string().max(200), password: z.string().max(1_000) });

export const sessionRoutes = ({ users, passwords, clock }: ApiDeps): Route[] => {
  const throttle = new SignInThrottle(clock);
  return [
    {
      method: 'post',
      path: '/api/session',
      allow: 'anyone',
      summary: 'Signs in with name and password; sets the session cookie.',
      handle: async ({ body, address, session }) => {
        const attempt = { ...bodyOf(form, body), address };
        const user = await signIn({ users, passwords, throttle }, attempt);
        await session.begin(user);
        return json(userJson(user), 201);
      },
    },
    {
      method: 'get',
      path: '/api/session',
      allow: 'signed-in',
      summary: 'Who is signed in.',
      handle: async ({ user }) => json(userJson(user)),
    },
    {
      method: 'delete',
      path: '/api/session',
      allow: 'signed-in',
      summary: 'Signs out.',
      handle: async ({ session }) => {
        await session.end();
        return nothing;
      },
    },
  ];
};
