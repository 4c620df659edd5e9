import type { Pause } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedText } from '../time/format.ts';
import { lastingPause } from './lasting-pause.ts';

export const usePauses = (id: string) =>
  useQuery(`pauses ${id}`, (signal) => api.listPauses({ id }, { signal }));

/** Whether a contributor has the camera paused, and earlier pauses; ids, never names. */
export function Pauses({ id }: { readonly id: string }) {
  const messages = useMessages();
  const { wishes: words } = messages;
  const { data, problem, isLoading, reload } = usePauses(id);
  return (
    <section class="panel stack" aria-labelledby="pauses">
      <h2 id="pauses">{words.history}</h2>
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={3} />}
      {data && (
        <p>
          {words.state}: <strong>{stateWord(lastingPause(data.pauses), messages)}</strong>
        </p>
      )}
      {data?.pauses.length === 0 && <p class="soft">{words.never}</p>}
      <ul class="plain-list">
        {data?.pauses.map((pause) => (
          <PauseLine key={pause.id} pause={pause} />
        ))}
      </ul>
    </section>
  );
}

function stateWord(pause: Pause | undefined, { wishes: words }: Messages): string {
  if (!pause) return words.running;
  if (pause.kind === 'withdrawn') return words.withdrawn;
  return pause.until === undefined ? words.paused : words.pausedUntil(zonedText(Date.parse(pause.until)));
}

function PauseLine({ pause }: { readonly pause: Pause }) {
  const { wishes: words } = useMessages();
  const { kind, from, until, endedAt, reason, contributorId } = pause;
  const end =
    until !== undefined
      ? `${words.until} ${zonedText(Date.parse(until))}`
      : kind === 'paused' && words.furtherNotice;
  return (
    <li class="list-line">
      <strong>{words.kinds[kind]}</strong>{' '}
      <span class="number">
        {[
          `${words.from} ${zonedText(Date.parse(from))}`,
          end,
          endedAt !== undefined && words.ended(zonedText(Date.parse(endedAt))),
        ]
          .filter(Boolean)
          .join(', ')}
      </span>
      <div>{reason}</div>
      <div class="hint digest">
        {words.contributor}: {contributorId}
      </div>
    </li>
  );
}
