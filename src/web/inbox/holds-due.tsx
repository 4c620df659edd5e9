import type { Hold } from '../../client/index.ts';
import { Link } from '../app/location.tsx';
import { useMessages } from '../messages/language.tsx';
import { zonedText } from '../time/format.ts';

/** Holds that somebody has to look at again. */
export function HoldsDue({ holds }: { readonly holds: readonly Hold[] }) {
  const { inbox: words } = useMessages();
  return (
    <section class="panel stack" aria-labelledby="holds-due">
      <h2 id="holds-due">{words.holdsDue}</h2>
      <ul class="plain-list">
        {holds.map(({ id, caseNumber, reviewAt }) => (
          <li key={id} class="number">
            {words.holdsDueLine(caseNumber ?? '', zonedText(Date.parse(reviewAt)))}
          </li>
        ))}
      </ul>
      <p>
        <Link to="/holds">{words.toHolds}</Link>
      </p>
    </section>
  );
}
