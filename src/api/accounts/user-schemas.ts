import { z } from 'zod';
import { emailFault, emailForm, roles } from '../../access/index.ts';
import { instant } from '../terms/time.ts';

export const role = z.enum(roles).meta({ id: 'Role' });

/** Fields of a new user. */
const userForm = {
  name: z.string(),
  fullName: z.string().trim().min(1).max(200),
};

const email = emailForm.meta({ description: 'where notifications reach the user' });

export const newUser = z.strictObject({ ...userForm, role, email: email.optional() }).meta({ id: 'NewUser' });

export const newEmail = z
  .strictObject({ email: email.nullable().meta({ description: 'null: no address any more' }) })
  .meta({ id: 'NewEmail' });

/** Faults of forms with an address. */
export const emailFaults = { email: emailFault };

export const userChanges = z
  .strictObject({ enabled: z.boolean(), role })
  .partial()
  .meta({ id: 'UserChanges' });

export const firstAdmin = z
  .strictObject({ token: z.string().min(1).max(200), ...userForm, password: z.string().max(1_000) })
  .meta({ id: 'FirstAdmin' });

export const signInForm = z
  .strictObject({
    name: z.string().max(200),
    password: z.string().max(1_000),
    code: z.string().trim().max(40).exactOptional().meta({
      description:
        'six digits of the authenticator app, or a recovery code; for accounts with a second factor',
    }),
  })
  .meta({ id: 'SignIn' });

/** Never with a password or its hash. */
export const user = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    fullName: z.string(),
    role,
    enabled: z.boolean(),
    createdAt: instant,
    email: email.optional(),
  })
  .meta({ id: 'User' });

/** A user, and how the account stands. */
const account = user
  .extend({
    hasSecondFactor: z.boolean(),
  })
  .meta({ id: 'Account' });

export const userList = z.strictObject({ users: z.array(account) });

export type UserJson = z.input<typeof user>;
