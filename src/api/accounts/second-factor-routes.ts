import { checkOwnPassword, confirmFactor, offerFactor } from '../../access/index.ts';
import { AppError, formatInstant } from '../../core/index.ts';
import { custodyEvent } from '../../custody/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { bodyOf } from '../http/body.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { factorCode, factorOffer, offeredFactor, ownFactor, recoveryCodes } from './account-schemas.ts';

const path = '/api/account/second-factor';

export const secondFactorRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path,
    allow: 'signed-in',
    operation: 'getOwnFactor',
    summary: 'Since when one has a second factor, and how many recovery codes are left.',
    answers: answersJson(ownFactor),
    handle: async ({ user }) => {
      const { confirmedAtMs, recoveryCodesLeft } = await deps.factors.of(user.id);
      const enrolledAt = confirmedAtMs === undefined ? undefined : formatInstant(confirmedAtMs);
      return json({ recoveryCodesLeft, ...(enrolledAt !== undefined && { enrolledAt }) });
    },
  },
  {
    method: 'post',
    path,
    allow: 'half-signed-in',
    operation: 'offerSecondFactor',
    summary:
      'A new secret for an authenticator app, shown once; the factor in force stays until it is confirmed.',
    body: factorOffer,
    answers: answersJson(offeredFactor, 201),
    handle: (call) => offer(deps, call),
  },
  {
    method: 'post',
    path: `${path}/confirm`,
    allow: 'half-signed-in',
    operation: 'confirmSecondFactor',
    summary: 'Puts the new second factor in force with a code of it; answers the recovery codes, shown once.',
    body: factorCode,
    answers: answersJson(recoveryCodes, 201),
    handle: (call) => confirm(deps, call),
  },
];

async function offer(deps: ApiDeps, { user, session, body }: UserCall): Promise<Reply> {
  const { password = '' } = bodyOf(factorOffer, body);
  const { sealed } = await deps.factors.of(user.id);
  refuseWithoutCode(session, sealed);
  // An open browser must not be enough to take the factor over.
  if (sealed) {
    await checkOwnPassword(deps, user, { password, field: 'password', nowMs: deps.clock.nowMs() });
  }
  return json(await offerFactor(deps, user), 201);
}

async function confirm(deps: ApiDeps, { user, session, body }: UserCall): Promise<Reply> {
  refuseWithoutCode(session, (await deps.factors.of(user.id)).sealed);
  const codes = await confirmFactor(deps, user, bodyOf(factorCode, body).code);
  const event = custodyEvent({ user, nowMs: deps.clock.nowMs() }, 'session-revoked', { subject: user.id });
  await deps.sessions.end(user.id, { allBut: session.id }, event);
  await session.begin(user);
  return json({ recoveryCodes: codes }, 201);
}

/** The password alone replaces no factor: that is what the factor is for. Nor one that came after the session began. */
function refuseWithoutCode({ owes }: UserCall['session'], inForce: Uint8Array | undefined): void {
  if (owes === undefined || (owes === 'enrolment' && !inForce)) return;
  throw new AppError('forbidden', 'second-factor-needed', 'Give the code of your authenticator app first.');
}
