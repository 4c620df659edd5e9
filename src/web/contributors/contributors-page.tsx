import type { ListedCamera } from '../api/shapes.ts';
import { Link } from '../base/location.tsx';
import { useMessages } from '../messages/language.tsx';
import { useCameras } from '../names/camera-names.ts';
import { useNeighbourhoodNames } from '../names/neighbourhood-names.ts';
import { byName } from '../parts/by-name.ts';
import { CardTable } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';

/** All cameras, to find the one that a contributor speaks of. */
export function ContributorsPage() {
  const { wishes: words } = useMessages();
  const { data, problem, isLoading, reload } = useCameras();
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <p class="soft">{words.about}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={6} />}
      {data?.cameras.length === 0 && <p class="notice">{words.none}</p>}
      {data && data.cameras.length > 0 && <CameraList cameras={data.cameras} />}
    </div>
  );
}

function CameraList({ cameras }: { readonly cameras: readonly ListedCamera[] }) {
  const { wishes: words, enrolment } = useMessages();
  const neighbourhoods = useNeighbourhoodNames();
  return (
    <section class="panel" aria-label={words.title}>
      <CardTable columns={[words.camera, enrolment.neighbourhood, words.address]}>
        {[...cameras].sort(byName).map(({ id, name, neighbourhoodId, streetAddress, landmark }) => (
          <tr key={id}>
            <th scope="row">
              <Link to={`/contributors/${id}`}>{name}</Link>
            </th>
            <td data-label={enrolment.neighbourhood}>{neighbourhoods.get(neighbourhoodId)}</td>
            <td data-label={words.address}>{[streetAddress, landmark].filter(Boolean).join(' · ')}</td>
          </tr>
        ))}
      </CardTable>
    </section>
  );
}
