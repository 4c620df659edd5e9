import { useState } from 'preact/hooks';
import type { FootageRequest } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { Link } from '../base/location.tsx';
import { invalidate, useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { FromHere } from '../parts/station.tsx';
import { AnswerBy } from '../request-parts/answer-by.tsx';
import { waitsForSecondPerson } from '../request-parts/emergency-state.ts';
import { OpenedScope } from '../request-parts/opened-scope.tsx';
import { RequestStateLabel } from '../request-parts/request-state.tsx';
import { RequestWhy } from '../request-parts/request-why.tsx';
import { Countersign } from './countersign.tsx';

const everyMs = 15_000;

/** Emergencies of other officers that one can countersign now; nothing where there is none. */
export function ColleaguesEmergencies() {
  const { emergencies: words } = useMessages();
  const [said, setSaid] = useState('');
  const { data, problem, reload } = useQuery('emergencies', (signal) => api.listEmergencies({ signal }), {
    everyMs,
  });
  const emergencies = data?.emergencies ?? [];
  const signed = ({ caseNumber }: FootageRequest) => {
    setSaid(words.done(caseNumber));
    invalidate('emergencies');
  };
  return (
    <>
      <p role="status">{said}</p>
      <ProblemNotice problem={problem} retry={reload} />
      {emergencies.length > 0 && (
        <section class="stack" aria-labelledby="colleagues">
          <h2 id="colleagues">{words.title}</h2>
          <p class="soft">{words.about}</p>
          {emergencies.map((request) => (
            <EmergencyCard key={request.id} request={request} signed={() => signed(request)} />
          ))}
        </section>
      )}
    </>
  );
}

interface EmergencyCardProps {
  readonly request: FootageRequest;
  readonly signed: () => void;
}

/** All that a second person needs to know before they countersign. */
function EmergencyCard({ request, signed }: EmergencyCardProps) {
  const { id, caseNumber } = request;
  return (
    <article class="panel stack" aria-labelledby={id}>
      <header class="row">
        <h3 id={id} class="card-title">
          <Link to={`/requests/${id}`}>{caseNumber}</Link>
        </h3>
        <RequestStateLabel request={request} />
        {waitsForSecondPerson(request) && (
          <span class="push">
            <AnswerBy request={request} />
          </span>
        )}
      </header>
      <RequestWhy request={request} />
      <OpenedScope request={request} />
      <FromHere same={request.fromHere} />
      <div class="actions">
        <Countersign request={request} signed={signed} />
      </div>
    </article>
  );
}
