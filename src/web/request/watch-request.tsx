import { api } from '../api/client.ts';
import type { FootageRequest } from '../api/shapes.ts';
import { useQuery } from '../app/query.ts';
import { Fault } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Watch } from './watch.tsx';

/** While the request reaches so near the present, what there is of it still changes. */
const settledMs = 5 * 60_000;

/** What an open request opens: the lanes are the scrubber, the picture is above them. */
export function WatchRequest({ request }: { readonly request: FootageRequest }) {
  const { id, to } = request;
  const footage = useQuery(`request-footage ${id}`, (signal) => api.lookUpRequest({ id }, { signal }), {
    everyMs: Date.parse(to) > Date.now() - settledMs ? 10_000 : undefined,
  });
  return (
    <>
      <Fault problem={footage.problem} retry={footage.reload} />
      {footage.isLoading && <Skeleton lines={8} />}
      {footage.data && <Watch request={request} cameras={footage.data.cameras} />}
    </>
  );
}
