import { api } from '../api/client.ts';
import { useQuery } from '../app/query.ts';
import { useMessages } from '../messages/language.tsx';
import { Fault } from '../parts/fault.tsx';
import { ShortcutsHelp } from '../parts/shortcuts-help.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedRangeText } from '../time/format.ts';
import { stateWord } from './state-word.ts';
import { Watch } from './watch.tsx';

/** While the request reaches so near the present, what there is of it still changes. */
const settledMs = 5 * 60_000;

/** What a request opens: the lanes are the scrubber, the picture is beside them. */
export function RequestPage({ id }: { readonly id: string }) {
  const messages = useMessages();
  const {
    data: request,
    problem,
    isLoading,
    reload,
  } = useQuery(`request ${id}`, (signal) => api.getRequest({ id }, { signal }));
  const footage = useQuery(
    request && `request-footage ${id}`,
    (signal) => api.lookUpRequest({ id }, { signal }),
    {
      everyMs: request && Date.parse(request.to) > Date.now() - settledMs ? 10_000 : undefined,
    },
  );
  return (
    <div class="stack">
      <Fault problem={problem ?? footage.problem} retry={problem ? reload : footage.reload} />
      {(isLoading || footage.isLoading) && <Skeleton lines={8} />}
      {request && (
        <header class="row">
          <h1>{request.caseNumber}</h1>
          <span class="state">{stateWord(request.state, messages)}</span>
          <span class="soft number">{zonedRangeText(Date.parse(request.from), Date.parse(request.to))}</span>
          <span class="push">
            <ShortcutsHelp />
          </span>
        </header>
      )}
      {request && footage.data && <Watch request={request} cameras={footage.data.cameras} />}
    </div>
  );
}
