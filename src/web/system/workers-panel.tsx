import type { WorkerState } from '../../client/index.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { countText, sizeText } from '../parts/amount.ts';
import { CardTable } from '../parts/card-table.tsx';

/** The workers that are alive: where each runs, what it does, and how it fares. */
export function WorkersPanel({ workers }: { readonly workers: readonly WorkerState[] }) {
  const { system: words } = useMessages();
  const columns = [words.worker, words.roles, words.disk, words.spool, words.aside, words.lag];
  return (
    <section class="panel stack tight" aria-label={words.workers}>
      <h2>{words.workers}</h2>
      {workers.length === 0 && <p>{words.noWorkers}</p>}
      {workers.length > 0 && (
        <>
          <p class="hint">{words.workersAbout}</p>
          <CardTable columns={columns}>
            {workers.map((worker) => (
              <WorkerRow key={worker.worker} worker={worker} />
            ))}
          </CardTable>
        </>
      )}
    </section>
  );
}

function WorkerRow({ worker: { worker, host, site, ...told } }: { readonly worker: WorkerState }) {
  const { messages, language } = useLanguage();
  const { system: words } = messages;
  const { roles, isDiskLow, spoolWaiting, quarantined, eventLoopLagMs } = told;
  const number = (value: number) => countText(value, language);
  return (
    <tr>
      <th scope="row">
        {host ?? worker}
        <div class="hint worker-id">
          {[site && words.ofSite(site), host && worker].filter(Boolean).join(' · ')}
        </div>
      </th>
      <td data-label={words.roles}>{roles.map((role) => roleWord(role, words.workerRoles)).join(', ')}</td>
      <td data-label={words.disk}>
        {isDiskLow ? <span class="mark is-waiting">{words.diskLow}</span> : words.diskFine}
      </td>
      <td data-label={words.spool} class="number">
        {spoolWaiting === undefined ? '–' : number(spoolWaiting)}
      </td>
      <td data-label={words.aside} class="number">
        <Aside {...(quarantined ?? {})} />
      </td>
      <td data-label={words.lag} class="number">
        {words.milliseconds(countText(eventLoopLagMs, language, 0))}
      </td>
    </tr>
  );
}

function Aside({ files, sizeBytes }: Partial<NonNullable<WorkerState['quarantined']>>) {
  const { messages, language } = useLanguage();
  if (files === undefined || sizeBytes === undefined) return <>–</>;
  if (files === 0) return <>0</>;
  const text = messages.system.asideOf(countText(files, language), sizeText(sizeBytes, language));
  return <span class="mark is-changed">{text}</span>;
}

export const roleWord = (role: string, words: Readonly<Record<string, string>>): string =>
  words[role] ?? role;
