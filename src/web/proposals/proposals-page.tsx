import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ProposalList } from './proposals.tsx';
import { useProposals } from './use-proposals.ts';

/** Acts on accounts of the last 30 days, waiting or answered. */
export function ProposalsPage() {
  const { proposals: words } = useMessages();
  const { data, problem, isLoading, reload } = useProposals();
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <p class="soft">{words.about}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={4} />}
      {data?.proposals.length === 0 && <p class="notice">{words.none}</p>}
      {data && data.proposals.length > 0 && (
        <section class="panel" aria-label={words.title}>
          <ProposalList proposals={data.proposals} />
        </section>
      )}
    </div>
  );
}
