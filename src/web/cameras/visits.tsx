import type { HealthList, Visit } from '../../client/index.ts';
import type { GapReason } from '../api/shapes.ts';
import { Link } from '../base/location.tsx';
import type { Query } from '../base/query.ts';
import { useLanguage } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { TableHead } from '../parts/card-table.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';
import { remedyOf } from './recording-state.ts';

/** Which house to visit first, and why, by neighbourhood. */
export function Visits({ query }: { readonly query: Query<HealthList> }) {
  const { visits: words } = useLanguage().messages;
  const { data, problem, isLoading, reload } = query;
  if (isLoading) return <Skeleton lines={6} />;
  if (!data) return <ProblemNotice problem={problem} retry={reload} />;
  if (data.neighbourhoods.length === 0) return <p class="notice">{words.none}</p>;
  return (
    <>
      <ProblemNotice problem={problem} retry={reload} />
      <p class="hint">{words.about}</p>
      <VisitTable groups={data.neighbourhoods} />
    </>
  );
}

function VisitTable({ groups }: { readonly groups: HealthList['neighbourhoods'] }) {
  const { messages, language } = useLanguage();
  const { visits: words, cameras } = messages;
  const number = new Intl.NumberFormat(language);
  return (
    <table class="cards">
      <TableHead columns={[words.camera, words.missing, words.cause, cameras.remedy]} />
      {groups.map((group) => (
        <tbody key={group.neighbourhoodId}>
          <tr class="group">
            <th scope="rowgroup" colSpan={4}>
              {words.ofGroup(group.neighbourhood, number.format(group.missingMinutes))}
            </th>
          </tr>
          {group.visits.map((visit) => (
            <VisitRow key={visit.cameraId} visit={visit} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function VisitRow({ visit }: { readonly visit: Visit }) {
  const { messages, language } = useLanguage();
  const { visits: words, cameras } = messages;
  const cause = causeOf(visit, messages);
  return (
    <tr>
      <th scope="row">
        <Link to={`/cameras/${visit.cameraId}`}>{visit.name}</Link>
        <div class="hint">{visit.where}</div>
      </th>
      <td data-label={words.missing} class="number">
        {words.minutes(new Intl.NumberFormat(language).format(visit.missingMinutes))}
      </td>
      <td data-label={words.cause}>
        <span class={`mark ${visit.since === undefined ? 'is-changed' : 'is-waiting'}`}>{cause.word}</span>
        <div class="hint number">
          {visit.since === undefined
            ? words.over
            : `${cameras.since} ${zonedText(Date.parse(visit.since))} · ${lengthText(Date.now() - Date.parse(visit.since), messages.units, language)}`}
        </div>
      </td>
      <td data-label={cameras.remedy}>{remedyOf(cause.name, visit.code, messages)}</td>
    </tr>
  );
}

interface Cause {
  readonly name: keyof Messages['remedies'];
  readonly word: string;
}

function causeOf({ cause }: Visit, { gaps, visits }: Messages): Cause {
  if (cause in visits.pictures) {
    const name = cause as keyof Messages['visits']['pictures'];
    return { name, word: visits.pictures[name] };
  }
  const name = cause in gaps ? (cause as GapReason) : 'unknown';
  return { name, word: gaps[name] };
}
