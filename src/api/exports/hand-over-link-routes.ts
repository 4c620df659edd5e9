import { networkOf } from '../../access/index.ts';
import { formatInstant } from '../../core/index.ts';
import { confirmHandOver, type SeenHandOver, seenHandOver } from '../../evidence/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { parsedBody } from '../http/body.ts';
import { answersJson, type Call, json, type Reply, type Route } from '../route.ts';
import { fileNameOf } from './export-json.ts';
import {
  confirmedHandOver,
  handOverConfirmation,
  handOverFaults,
  handOverToken,
  type SeenHandOverJson,
  seenHandOverAnswer,
} from './hand-over-schemas.ts';
import { unalteredCase } from './unaltered-case.ts';

type LinkDeps = Pick<
  ApiDeps,
  'handOvers' | 'logKeys' | 'checkedRequests' | 'users' | 'throttle' | 'settings' | 'clock'
>;

/**
 * What the recipient of a bundle does, who has no account. The token is in the body, so that no log of addresses has it; what opens a
 * link by itself, such as a scanner of mail, uses up nothing.
 */
export const handOverLinkRoutes = (deps: LinkDeps): Route[] => [
  {
    method: 'post',
    path: '/api/hand-over',
    allow: 'anyone',
    operation: 'readHandOver',
    summary: 'Which bundle a hand-over link is about; changes nothing.',
    body: handOverToken,
    answers: answersJson(seenHandOverAnswer),
    handle: async (call) => {
      const { token } = parsedBody(handOverToken, call.body);
      await admit(deps, call);
      return json(await seenJson(deps, await seenHandOver(deps, token, deps.clock.nowMs())));
    },
  },
  {
    method: 'post',
    path: '/api/hand-over/confirm',
    allow: 'anyone',
    operation: 'confirmHandOver',
    summary:
      'Acknowledges the manifest of the bundle, and uses the link up; it is a record of the evidence log.',
    body: handOverConfirmation,
    answers: answersJson(confirmedHandOver, 201),
    handle: (call) => confirm(deps, call),
  },
];

async function confirm(deps: LinkDeps, call: Call): Promise<Reply> {
  const { token, name: signer, sha256 } = parsedBody(handOverConfirmation, call.body, handOverFaults);
  await admit(deps, call);
  const nowMs = deps.clock.nowMs();
  const { handed } = await seenHandOver(deps, token, nowMs);
  await unalteredCase(deps, handed.requestId);
  await confirmHandOver(deps, token, { signer, sha256 }, nowMs);
  return json({ at: formatInstant(nowMs), signer, manifestSha256: sha256 }, 201);
}

/** Every try counts, right or wrong. Errors: `too-many-tries` from one network. */
const admit = ({ throttle }: LinkDeps, { address }: Call): Promise<void> =>
  throttle.admit(`hand-over ${networkOf(address)}`);

async function seenJson(deps: LinkDeps, { handOver, handed }: SeenHandOver): Promise<SeenHandOverJson> {
  const caseNumber = await unalteredCase(deps, handed.requestId);
  const giver = await deps.users.byId(handOver.givenById);
  const { name: agency } = deps.settings.agency;
  return {
    caseNumber,
    fileName: fileNameOf(handed),
    files: handed.files,
    sizeBytes: handed.sizeBytes,
    manifestSha256: handed.manifestSha256,
    ...(giver && { givenBy: giver.fullName }),
    ...(agency !== undefined && { agency }),
    recipient: handOver.recipient,
    ...(handOver.endsAtMs !== undefined && { endsAt: formatInstant(handOver.endsAtMs) }),
  };
}
