import { discloseTo } from '../../access/index.ts';
import { type ContributorIdentity, parseContributor, type SealedContribution } from '../../camera/index.ts';
import { formatInstant, newId } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { registeredCamera } from '../cameras/registered-camera.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import {
  contributorList,
  keptContributor,
  neighbourhoodLedger,
  newContributor,
} from './contributor-schemas.ts';

const path = '/api/cameras/:id/contributors';

export const contributorRoutes = (deps: ApiDeps): Route[] => [
  {
    method: 'get',
    path: '/api/ledger',
    allow: 'see-ledger',
    operation: 'getLedger',
    summary: 'Per neighbourhood: cameras, notices, contributors and what they gave. Numbers, never names.',
    answers: answersJson(neighbourhoodLedger),
    handle: async () => json({ neighbourhoods: await deps.ledger.byNeighbourhood() }),
  },
  {
    method: 'post',
    path,
    allow: 'manage-cameras',
    operation: 'addContributor',
    summary: 'Keeps who paid for a camera; the name is sealed at once.',
    body: newContributor,
    answers: answersJson(keptContributor, 201),
    handle: ({ params, body }) => add(deps, params.id, body),
  },
  {
    method: 'get',
    path,
    allow: 'see-contributors',
    operation: 'listContributors',
    summary: 'Who paid for a camera, after a record of the access.',
    answers: answersJson(contributorList),
    handle: (call) => show(deps, call),
  },
];

async function add(deps: ApiDeps, cameraId: string | undefined, body: unknown): Promise<Reply> {
  const { identity, ...counted } = parseContributor(body);
  const { camera } = await registeredCamera(deps, cameraId);
  const createdAtMs = deps.clock.nowMs();
  const id = newId('contributor', createdAtMs);
  const sealed = deps.contributors.seal(JSON.stringify(identity), id);
  await deps.ledger.add({ ...counted, id, cameraId: camera.id, sealed, createdAtMs });
  return json({ id }, 201);
}

async function show(deps: ApiDeps, { params, user }: UserCall): Promise<Reply> {
  const { camera } = await registeredCamera(deps, params.id);
  const { custody, clock, ledger } = deps;
  await discloseTo(custody, user, {
    event: 'contributors-shown',
    cameraId: camera.id,
    nowMs: clock.nowMs(),
  });
  const contributions = await ledger.ofCamera(camera.id);
  return json({ contributors: contributions.map((contribution) => contributorJson(deps, contribution)) });
}

function contributorJson({ contributors }: ApiDeps, contribution: SealedContribution): object {
  const { id, sealed, amountVnd, consentOn, createdAtMs } = contribution;
  // Written by `add`, or by an import, and nobody else.
  const identity = JSON.parse(contributors.open(sealed, id)) as ContributorIdentity;
  return { id, ...identity, amountVnd, consentOn, createdAt: formatInstant(createdAtMs) };
}
