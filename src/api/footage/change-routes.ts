import { issue, permitLook } from '../../access/index.ts';
import { formatInstant, InTurn, unavailable } from '../../core/index.ts';
import {
  extentOf,
  type FoundChanges,
  parseChangeSearch,
  playbackOf,
  searchChanges,
} from '../../footage/index.ts';
import type { ApiDeps } from '../api-deps.ts';
import { answersJson, json, type Reply, type Route, type UserCall } from '../route.ts';
import { rangeJson } from '../terms/time.ts';
import { type ChangesJson, changeSearch, changesAnswer } from './change-schemas.ts';
import { askedOf } from './look.ts';

type ChangeDeps = Pick<ApiDeps, 'checkedRequests' | 'footage' | 'custody' | 'allowance' | 'bytes' | 'clock'>;

/** The nine cameras of a screen, asked at once. A further search of the same user is refused until one has ended. */
const mostOfUser = 9;

/** Searches the pictures of a camera for changes. No picture leaves, and nothing is recognised in them. */
export function changeRoutes(deps: ChangeDeps): Route[] {
  // One search after the other for each user: nine cameras must not keep the machine from everybody else.
  const turns = new InTurn({ most: mostOfUser, refusal: tooManySearches });
  return [
    {
      method: 'post',
      path: '/api/requests/:id/cameras/:cameraId/changes',
      allow: 'see-footage',
      operation: 'searchChanges',
      summary: 'Times at which a box of the picture changed, by the stored storyboards.',
      body: changeSearch,
      answers: answersJson(changesAnswer),
      handle: (call) => turns.run(call.user.id, () => changes(deps, call)),
    },
  ];
}

const tooManySearches = () =>
  unavailable(
    'too-many-searches',
    `A user has at most ${mostOfUser} searches under way. Wait for their answers.`,
  );

async function changes(deps: ChangeDeps, call: UserCall): Promise<Reply> {
  const search = parseChangeSearch(call.body);
  const { range, box } = search;
  const asked = await askedOf(deps, call);
  const permit = permitLook({ ...asked, wanted: { kind: 'stretch', range } });
  const played = playbackOf(await deps.footage.segmentsIn(asked.cameraId, range), range);
  const sides = [box.left, box.top, box.width, box.height].map((side) => Math.round(100 * side));
  const issued = await issue(deps, permit, {
    event: 'changes-searched',
    // Whole GOPs, as of every look.
    range: extentOf(played, range),
    nowMs: asked.nowMs,
    detail: { box: sides.join(', ') },
  });
  const read = (...board: Parameters<Parameters<typeof searchChanges>[0]>) =>
    deps.bytes.boardImage(issued, ...board);
  return json(changesJson(await searchChanges(read, { played, search })));
}

const changesJson = ({ moments, isCut, pictures, longestStepMs, unsearched }: FoundChanges): ChangesJson => ({
  moments: moments.map((moment) => ({
    ...rangeJson(moment),
    at: formatInstant(moment.atMs),
    share: Math.round(1000 * moment.share) / 1000,
    whole: moment.isWhole,
  })),
  cut: isCut,
  pictures,
  longestStepMs,
  unsearched: unsearched.map(({ reason, ...time }) => ({ ...rangeJson(time), reason })),
});
