import type { ComponentChildren } from 'preact';
import type { Shortening } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useUser } from '../base/session.tsx';
import { useLanguage } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { personText } from '../names/person.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { countText, sizeText } from '../parts/amount.ts';
import { zonedText } from '../time/format.ts';

/** What will make footage expire sooner, in numbers, and how to stop it. */
export function Shortenings({ waiting }: { readonly waiting: readonly Shortening[] }) {
  const { shortenings: words } = useLanguage().messages;
  if (waiting.length === 0) return null;
  return (
    <section class="stack" aria-labelledby="shortenings">
      <h2 id="shortenings">{words.title}</h2>
      {waiting.map((shortening, index) => (
        <ShorteningCard key={`${shortening.of} ${shortening.since}`} shortening={shortening}>
          {waiting.findIndex(({ of }) => of === shortening.of) === index && <Stop of={shortening.of} />}
        </ShorteningCard>
      ))}
    </section>
  );
}

/** From when which footage expires, in numbers; `footage` is absent where nobody counted it. */
export function FootageGone({ countsFrom, footage }: Pick<Shortening, 'countsFrom' | 'footage'>) {
  const { messages, language } = useLanguage();
  const { shortenings: words } = messages;
  const count = (value: number, digits?: number) => countText(value, language, digits);
  return (
    <p>
      <strong class="number">{words.from(zonedText(Date.parse(countsFrom)))}</strong>{' '}
      {footage && footage.segments > 0
        ? words.footage(
            count(footage.segments),
            count(footage.cameras),
            count(footage.hours, 2),
            sizeText(footage.sizeBytes, language),
          )
        : words.nothingYet}
    </p>
  );
}

function ShorteningCard({
  shortening: { of, since, countsFrom, by, footage },
  children,
}: {
  readonly shortening: Shortening;
  readonly children: ComponentChildren;
}) {
  const { messages } = useLanguage();
  const { shortenings: words } = messages;
  return (
    <article class="fault stack tight">
      <p>{words.because[of](personText(by, messages), zonedText(Date.parse(since)))}</p>
      <FootageGone countsFrom={countsFrom} footage={footage} />
      {children}
    </article>
  );
}

/** All of a kind at once: what counts now then stays. */
function Stop({ of }: Pick<Shortening, 'of'>) {
  const { shortenings: words } = useLanguage().messages;
  const act = useStop(words);
  if (!act) return null;
  return (
    <div class="actions">
      <ActDialog
        open={act.open}
        title={act.title}
        act={act.act}
        keep={words.keep}
        run={async () => {
          await api.stopShortening({ of });
          invalidate('retention');
          invalidate('inbox');
        }}
      >
        {words.means[of]}
      </ActDialog>
    </div>
  );
}

/** An admin withdraws, a custodian or a deputy stops; an auditor only sees it. */
function useStop(words: Messages['shortenings']) {
  const { role } = useUser();
  if (role === 'auditor') return undefined;
  return role === 'admin' ? words.withdraw : words.stop;
}
