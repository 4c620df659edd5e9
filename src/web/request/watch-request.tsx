import { api } from '../api/client.ts';
import type { FootageRequest } from '../api/shapes.ts';
import { useQuery } from '../base/query.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Watch } from './watch.tsx';

/** While the request reaches so near the present, what there is of it still changes. */
const settledMs = 5 * 60_000;

/** Footage of an open request: the lanes are the scrubber, the picture is above them. */
export function WatchRequest({ request }: { readonly request: FootageRequest }) {
  const { id, to } = request;
  const footage = useQuery(`request-footage ${id}`, (signal) => api.lookUpRequest({ id }, { signal }), {
    everyMs: Date.parse(to) > Date.now() - settledMs ? 10_000 : undefined,
  });
  return (
    <>
      <ProblemNotice problem={footage.problem} retry={footage.reload} />
      {footage.isLoading && <Skeleton lines={8} />}
      {footage.data && <Watch request={request} cameras={footage.data.cameras} />}
    </>
  );
}
