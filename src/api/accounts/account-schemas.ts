import { z } from 'zod';
import { actions } from '../../access/index.ts';
import { printable } from '../../core/index.ts';
import { instant } from '../terms/time.ts';
import { role, user } from './user-schemas.ts';

/** What a session still owes: the set-up of an authenticator app. */
const owes = z.literal('enrolment').meta({ id: 'FactorDue' });

/** Who is signed in; while `owes` is there, nothing opens but the set-up of the second factor. */
export const signedIn = user
  .extend({
    owes: owes.optional(),
    /** When and where a one-time link of the account was last used. */
    linkUsed: z.strictObject({ at: instant, address: z.string() }).optional(),
  })
  .meta({ id: 'SignedIn' });

/** Six digits of the app, or a recovery code. */
const code = z.string().trim().min(6).max(40);
export const factorCode = z.strictObject({ code }).meta({ id: 'FactorCode' });

export const factorOffer = z
  .strictObject({ password: z.string().max(1_000).exactOptional() })
  .meta({ id: 'FactorOffer' });

export const offeredFactor = z
  .strictObject({
    /** Base 32, to be typed where no camera is. */
    secret: z.string(),
    /** `otpauth://…`, to be shown as a QR code. */
    url: z.string(),
  })
  .meta({ id: 'OfferedFactor' });

export const recoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) });

export const ownFactor = z
  .strictObject({
    /** Absent without one. */
    enrolledAt: instant.optional(),
    recoveryCodesLeft: z.int(),
  })
  .meta({ id: 'OwnFactor' });

export const passwordChange = z
  .strictObject({ current: z.string().max(1_000), password: z.string().max(1_000) })
  .meta({ id: 'PasswordChange' });

export const sessionList = z.strictObject({
  sessions: z.array(
    z
      .strictObject({
        id: z.string(),
        address: z.string(),
        /** The `User-Agent` that the browser sent: whatever it wanted. */
        browser: z.string(),
        signedInAt: instant,
        /** To the minute. */
        lastUsedAt: instant,
        /** It has not set up its second factor. */
        isHalf: z.boolean(),
        /** It is the one that asks. */
        isCurrent: z.boolean(),
      })
      .meta({ id: 'OpenSession' }),
  ),
});

const action = z.enum(actions as [(typeof actions)[number], ...typeof actions]).meta({ id: 'Action' });

export const newToken = z
  .strictObject({
    password: z.string().max(1_000).meta({ description: "the caller's own" }),
    purpose: z.string().regex(printable).trim().min(5).max(200),
    expiresAt: z.string().max(40),
    actions: z.array(action).min(1).max(actions.length).exactOptional(),
  })
  .meta({ id: 'NewToken' });

export const apiToken = z
  .strictObject({
    id: z.string(),
    role,
    purpose: z.string(),
    /** Absent: all that its role may. */
    actions: z.array(action).optional(),
    createdAt: instant,
    expiresAt: instant,
    revokedAt: instant.optional(),
    /** To the minute. */
    lastUsedAt: instant.optional(),
  })
  .meta({ id: 'ApiToken' });

/** `text` is shown this once. */
export const madeToken = apiToken.extend({ text: z.string() }).meta({ id: 'MadeToken' });
export const tokenList = z.strictObject({ tokens: z.array(apiToken) });
