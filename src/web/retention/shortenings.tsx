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

function ShorteningCard({
  shortening: { of, since, countsFrom, by, footage },
  children,
}: {
  readonly shortening: Shortening;
  readonly children: ComponentChildren;
}) {
  const { messages, language } = useLanguage();
  const { shortenings: words } = messages;
  const moment = (text: string) => zonedText(Date.parse(text));
  return (
    <article class="fault stack tight">
      <p>{words.because[of](personText(by, messages), moment(since))}</p>
      <p>
        <strong class="number">{words.from(moment(countsFrom))}</strong>{' '}
        {footage && footage.segments > 0
          ? words.footage(
              countText(footage.segments, language),
              countText(footage.cameras, language),
              countText(footage.hours, language, 2),
              sizeText(footage.sizeBytes, language),
            )
          : words.nothingYet}
      </p>
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
