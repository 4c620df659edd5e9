import { formatInstant } from '../../core/index.ts';
import type { HandOver } from '../../evidence/index.ts';
import type { HandOverJson } from './hand-over-schemas.ts';

export const handOverJson = ({
  id,
  madeAtMs,
  recipient,
  endsAtMs,
  withdrawnAtMs,
  acknowledged,
  altered,
}: HandOver): HandOverJson => ({
  id,
  madeAt: formatInstant(madeAtMs),
  recipient,
  ...(endsAtMs !== undefined && !acknowledged && { endsAt: formatInstant(endsAtMs) }),
  ...(withdrawnAtMs !== undefined && { withdrawnAt: formatInstant(withdrawnAtMs) }),
  ...(acknowledged && { acknowledged: saidJson(acknowledged) }),
  ...(altered && { altered }),
});

const saidJson = ({
  how,
  atMs,
  signer,
  signedOn,
  manifestSha256,
  record,
}: NonNullable<HandOver['acknowledged']>): NonNullable<HandOverJson['acknowledged']> => ({
  how,
  at: formatInstant(atMs),
  signer,
  ...(signedOn !== undefined && { signedOn }),
  manifestSha256,
  record,
});
