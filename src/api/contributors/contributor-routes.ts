import { discloseTo } from '../../access/index.ts';
import { registeredCamera } from '../../camera/index.ts';
import { contributorsOf, keepContributor, parseContributor } from '../../contributor/index.ts';
import { formatInstant } from '../../core/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import {
  contributorList,
  keptContributor,
  neighbourhoodLedger,
  newContributor,
} from './contributor-schemas.ts';

const path = '/api/cameras/:id/contributors';

type ContributorDeps = Pick<ApiDeps, 'cameras' | 'ledger' | 'contributors' | 'custody' | 'clock'>;

export const contributorRoutes = (deps: ContributorDeps): Route[] => [
  {
    method: 'get',
    path: '/api/ledger',
    allow: 'see-ledger',
    operation: 'getLedger',
    summary: 'Per neighbourhood: cameras, notices, contributors and contributions. Numbers, never names.',
    answers: answersJson(neighbourhoodLedger),
    handle: async () => json({ neighbourhoods: await deps.ledger.byNeighbourhood() }),
  },
  {
    method: 'post',
    path,
    allow: 'manage-cameras',
    operation: 'addContributor',
    summary: 'Records a contributor of a camera; the name is sealed at once.',
    body: newContributor,
    answers: answersJson(keptContributor, 201),
    handle: ({ params, body }) => add(deps, params.id, body),
  },
  {
    method: 'get',
    path,
    allow: 'see-contributors',
    operation: 'listContributors',
    summary: 'The contributors of a camera, after an event of the access.',
    answers: answersJson(contributorList),
    handle: (call) => show(deps, call),
  },
];

async function add(deps: ContributorDeps, cameraId: string | undefined, body: unknown): Promise<Reply> {
  const form = parseContributor(body);
  const { camera } = await registeredCamera(deps, cameraId);
  const paid = { cameraId: camera.id, nowMs: deps.clock.nowMs() };
  return json({ id: await keepContributor(deps, paid, form) }, 201);
}

async function show(deps: ContributorDeps, { params, user }: UserCall): Promise<Reply> {
  const { camera } = await registeredCamera(deps, params.id);
  const { custody, clock } = deps;
  await discloseTo(custody, user, {
    event: 'contributors-shown',
    cameraId: camera.id,
    nowMs: clock.nowMs(),
  });
  const contributors = await contributorsOf(deps, camera.id);
  return json({ contributors: contributors.map(contributorJson) });
}

const contributorJson = ({
  cameraId: _,
  createdAtMs,
  ...rest
}: Awaited<ReturnType<typeof contributorsOf>>[number]) => ({
  ...rest,
  createdAt: formatInstant(createdAtMs),
});
