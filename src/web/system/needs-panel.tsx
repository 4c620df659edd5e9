import type { Lack, NeedState, SystemState } from '../../client/index.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { countText } from '../parts/amount.ts';
import { zonedText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';

interface Unmet {
  readonly need: NeedState;
  readonly lack: Lack;
}

/** What is missing first, each with its remedy; then what is not known, and what is well. */
export function NeedsPanel({ state: { needs, askedAt, headLeft } }: { readonly state: SystemState }) {
  const { messages, language } = useLanguage();
  const { system: words } = messages;
  const all = needs.flatMap((need) => need.lacks.map((lack): Unmet => ({ need, lack })));
  const unmet = all.filter(({ lack }) => lack.code !== 'not-known');
  const unknown = all.filter(({ lack }) => lack.code === 'not-known');
  const isWell = unmet.length === 0;
  return (
    <>
      <p class={isWell ? 'notice' : 'fault'} role="status">
        <strong>{isWell ? words.allWell : words.toDo(countText(unmet.length, language))}</strong>{' '}
        <span class="number">{words.checkedAt(zonedText(Date.parse(askedAt)))}</span>{' '}
        {headLeft && <span class="number">{words.headLeft(zonedText(Date.parse(headLeft.at)))}</span>}
      </p>
      {!isWell && (
        <section class="stack" aria-label={words.unmet}>
          {unmet.map((each) => (
            <UnmetCard key={`${each.need.name} ${each.lack.code} ${each.lack.site ?? ''}`} {...each} />
          ))}
        </section>
      )}
      {unknown.length > 0 && (
        <Names title={words.unknown} about={words.unknownAbout} needs={unknown.map(({ need }) => need)} />
      )}
      <Names title={words.met} needs={needs.filter(({ lacks }) => lacks.length === 0)} isWell />
    </>
  );
}

function UnmetCard({ need: { name, isEssential }, lack: { code, reason, site, since } }: Unmet) {
  const { messages, language } = useLanguage();
  const { system: words } = messages;
  const { cause, remedy } = words.lacks[code];
  return (
    <article class={`panel stack tight unmet ${isEssential ? 'is-serious' : ''}`}>
      <header class="row">
        <h2>{words.needs[name]}</h2>
        <span class={`mark ${isEssential ? 'is-waiting' : 'is-changed'}`}>
          {isEssential ? words.serious : words.attention}
        </span>
        {site !== undefined && <span class="soft">{words.ofSite(site)}</span>}
      </header>
      <p>
        {cause}{' '}
        {since !== undefined && <span class="soft number">{sinceText(since, messages, language)}</span>}
      </p>
      <p>
        <span class="soft">{words.remedy}:</span> {remedy}
      </p>
      {(code === 'store-not-ours' || code === 'ward-not-ours') && (
        <p class="hint">
          {words.details}: <span lang="en">{reason}</span>
        </p>
      )}
    </article>
  );
}

function sinceText(since: string, { system: words, units }: Messages, language: string): string {
  const sinceMs = Date.parse(since);
  return words.since(zonedText(sinceMs), lengthText(Math.max(0, Date.now() - sinceMs), units, language));
}

interface NamesProps {
  readonly title: string;
  readonly about?: string;
  readonly needs: readonly NeedState[];
  readonly isWell?: boolean;
}

function Names({ title, about, needs, isWell = false }: NamesProps) {
  const { system: words } = useMessages();
  if (needs.length === 0) return null;
  return (
    <section class="panel stack tight" aria-label={title}>
      <h2>{title}</h2>
      {about && <p class="hint">{about}</p>}
      <ul class={`plain-list need-names ${isWell ? 'is-well' : ''}`}>
        {needs.map(({ name }) => (
          <li key={name}>{words.needs[name]}</li>
        ))}
      </ul>
    </section>
  );
}
