import type { Problem } from '../api/problem.ts';
import { Link, useLocation } from '../base/location.tsx';
import { useMessages } from '../messages/language.tsx';
import { WaitingProposals } from '../proposals/proposals.tsx';
import { logViews, readFilter, readView } from './custody-filter.ts';
import { FilterForm } from './filter-form.tsx';
import { setView } from './log-address.ts';
import { LoggedEvents } from './logged-events.tsx';
import { Sessions } from './sessions.tsx';
import { Verify } from './verify.tsx';

/** The custody log: one row a session of looking, or one row an event, and whether the chain holds. The filter is the address. */
export function AuditPage() {
  const { audit: words, comparing, looking, report } = useMessages();
  const { search } = useLocation();
  const filter = readFilter(search);
  const view = readView(search);
  const form = (problem: Problem | undefined) => (
    <FilterForm key={JSON.stringify(filter)} filter={filter} problem={problem} />
  );
  return (
    <div class="stack wide-page">
      <header class="row">
        <h1>{words.title}</h1>
        <Link class="push" to="/audit/month">
          {report.title}
        </Link>
        <Link to="/audit/coverage">{comparing.title}</Link>
      </header>
      <p class="soft">{words.about}</p>
      <WaitingProposals />
      <Verify />
      <nav class="actions" aria-label={looking.view}>
        {logViews.map((each) => (
          <button key={each} type="button" aria-pressed={each === view} onClick={() => setView(each)}>
            {looking.views[each]}
          </button>
        ))}
      </nav>
      {view === 'sessions' ? (
        <Sessions filter={filter} form={form} />
      ) : (
        <LoggedEvents filter={filter} form={form} />
      )}
    </div>
  );
}
