import type { Pause } from '../../client/index.ts';
import type { ListedCamera } from '../api/shapes.ts';
import { Link } from '../base/location.tsx';
import { useUser } from '../base/session.tsx';
import { useMessages } from '../messages/language.tsx';
import { useCameras } from '../names/camera-names.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { lastingPause } from './lasting-pause.ts';
import { Looks } from './looks.tsx';
import { PauseForm } from './pause-form.tsx';
import { Pauses, usePauses } from './pauses.tsx';
import { ResumeButton } from './resume-button.tsx';
import { Withdrawal } from './withdrawal.tsx';

/** One camera and its contributors: earlier pauses, the pause form, and the answer to them. */
export function ContributorPage({ id }: { readonly id: string }) {
  const { wishes: words } = useMessages();
  const { role } = useUser();
  const known = useCameras();
  const pauses = usePauses(id);
  const camera = known.data?.cameras.find((each) => each.id === id);
  const lasting = pauses.data && lastingPause(pauses.data.pauses);
  return (
    <div class="stack wide-page">
      <p>
        <Link to="/contributors">{words.title}</Link>
      </p>
      {known.isLoading ? <Skeleton lines={1} /> : <h1>{camera?.name ?? id}</h1>}
      <ProblemNotice problem={known.problem} retry={known.reload} />
      <Pauses id={id} />
      {role === 'custodian' && camera && pauses.data && (
        <Wish camera={camera} contributorIds={pauses.data.contributorIds} lasting={lasting} />
      )}
      <Looks id={id} />
    </div>
  );
}

interface WishProps {
  readonly camera: ListedCamera;
  readonly contributorIds: readonly string[];
  readonly lasting: Pause | undefined;
}

/** The forms that apply now: none for a camera that was withdrawn. */
function Wish({ camera, contributorIds, lasting }: WishProps) {
  const { wishes: words } = useMessages();
  if (lasting?.kind === 'withdrawn') return null;
  if (contributorIds.length === 0) return <p class="notice">{words.noContributor}</p>;
  return (
    <div class="side-form">
      {lasting ? (
        <ResumeButton id={camera.id} />
      ) : (
        <PauseForm id={camera.id} contributorIds={contributorIds} />
      )}
      <Withdrawal camera={camera} contributorIds={contributorIds} />
    </div>
  );
}
