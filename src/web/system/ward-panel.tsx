import type { WardState } from '../../client/index.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { countText } from '../parts/amount.ts';
import { roleWord } from './workers-panel.tsx';

/** The ward by its name, and its sites: how many workers each has, and of which role it lacks one. */
export function WardPanel({ ward: { name, sites } }: { readonly ward: WardState }) {
  const { system: words } = useMessages();
  return (
    <section class="panel stack tight" aria-label={words.ward(name)}>
      <h2>{words.ward(name)}</h2>
      <p class="hint">{words.wardAbout}</p>
      <ul class="plain-list stack tight well-or-not">
        {sites.map((site) => (
          <Site key={site.site} {...site} />
        ))}
      </ul>
    </section>
  );
}

function Site({ site, workers, missing }: WardState['sites'][number]) {
  const { messages, language } = useLanguage();
  const { system: words } = messages;
  const roles = missing.map((role) => roleWord(role, words.workerRoles)).join(', ');
  return (
    <li class={missing.length === 0 ? 'is-well' : 'is-bad'}>
      <strong>{words.ofSite(site)}</strong>: {words.siteWorkers(countText(workers, language))}
      {missing.length > 0 && `; ${words.siteLacks(roles)}`}
    </li>
  );
}
