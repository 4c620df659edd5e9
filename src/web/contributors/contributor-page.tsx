import type { Pause } from '../../client/index.ts';
import type { ListedCamera } from '../api/shapes.ts';
import { Link } from '../app/location.tsx';
import { useCameras } from '../cameras/camera-names.ts';
import { useMessages } from '../messages/language.tsx';
import { Fault } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { useUser } from '../session/session.tsx';
import { lastingPause } from './lasting-pause.ts';
import { Looks } from './looks.tsx';
import { PauseForm } from './pause-form.tsx';
import { Pauses, usePauses } from './pauses.tsx';
import { ResumeButton } from './resume-button.tsx';
import { Withdrawal } from './withdrawal.tsx';

/** One camera and those who paid for it: what they asked, what they ask now, and what they are told. */
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
      <Fault problem={known.problem} retry={known.reload} />
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

/** What can be asked for now: nothing any more of a camera that was withdrawn. */
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
