import { useEffect, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { FootageAnswer, FootageRequest } from '../api/shapes.ts';
import { useQuery } from '../base/query.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { Watch } from './watch.tsx';

/** While the request reaches so near the present, what there is of it still changes. */
const settledMs = 5 * 60_000;

/** More of it may come, or be sealed. */
const isUnsettled = (to: string, footage: FootageAnswer | undefined): boolean =>
  Date.parse(to) > Date.now() - settledMs || footage?.cameras.some(({ pending }) => pending?.length) === true;

/** Footage of an open request: the lanes are the scrubber, the picture is above them. */
export function WatchRequest({ request }: { readonly request: FootageRequest }) {
  const { id, to } = request;
  const [isMoving, setMoving] = useState(() => isUnsettled(to, undefined));
  const footage = useQuery(`request-footage ${id}`, (signal) => api.lookUpRequest({ id }, { signal }), {
    everyMs: isMoving ? 10_000 : undefined,
  });
  useEffect(() => setMoving(isUnsettled(to, footage.data)), [to, footage.data]);
  return (
    <>
      <ProblemNotice problem={footage.problem} retry={footage.reload} />
      {footage.isLoading && <Skeleton lines={8} />}
      {footage.data && <Watch request={request} cameras={footage.data.cameras} />}
    </>
  );
}
