import { confirmOwnFactor, offerOwnFactor } from '../../access/index.ts';
import { formatInstant } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { parsedBody } from '../http/body.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { factorCode, factorOffer, offeredFactor, ownFactor, recoveryCodes } from './account-schemas.ts';

const path = '/api/account/second-factor';

type FactorDeps = Pick<
  ApiDeps,
  'factors' | 'codes' | 'factorSealer' | 'users' | 'passwords' | 'sessions' | 'tries' | 'custody' | 'clock'
>;

export const secondFactorRoutes = (deps: FactorDeps): Route[] => [
  {
    method: 'get',
    path,
    allow: 'signed-in',
    operation: 'getOwnFactor',
    summary: 'Start of the caller’s second factor, and the number of recovery codes left.',
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
      'Offers a new secret for an authenticator app, shown once; the current factor stays until the new one is confirmed.',
    body: factorOffer,
    answers: answersJson(offeredFactor, 201),
    handle: (call) => offer(deps, call),
  },
  {
    method: 'post',
    path: `${path}/confirm`,
    allow: 'half-signed-in',
    operation: 'confirmSecondFactor',
    summary: 'Confirms the new second factor with its code; answers the recovery codes, shown once.',
    body: factorCode,
    answers: answersJson(recoveryCodes, 201),
    handle: (call) => confirm(deps, call),
  },
];

async function offer(deps: FactorDeps, call: UserCall): Promise<Reply> {
  const { password = '' } = parsedBody(factorOffer, call.body);
  return json(await offerOwnFactor(deps, call, password), 201);
}

async function confirm(deps: FactorDeps, call: UserCall): Promise<Reply> {
  const { code } = parsedBody(factorCode, call.body);
  const codes = await confirmOwnFactor(deps, call, code);
  await call.session.begin(call.user);
  return json({ recoveryCodes: codes }, 201);
}
