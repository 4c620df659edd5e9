import { useEffect, useState } from 'preact/hooks';
import type { ConfirmedHandOver, SeenHandOver } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useSubmit } from '../base/submit.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { countText, sizeText } from '../parts/amount.ts';
import { Digest } from '../parts/digest.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { zonedText } from '../time/format.ts';
import { ReceivingForm } from './receiving-form.tsx';

/**
 * A one-time link `/hand-over#token`: its recipient, who has no account, acknowledges a bundle. The token stands behind the `#`, so no
 * server log ever sees it; opening the page changes nothing.
 */
export function ReceivingPage() {
  const { receiving: words } = useMessages();
  const [token] = useState(() => window.location.hash.slice(1));
  return (
    <main class="narrow-page receiving stack" id="main">
      <h1>{words.title}</h1>
      {token === '' ? <p class="notice">{words.withoutToken}</p> : <Received token={token} />}
    </main>
  );
}

function Received({ token }: { readonly token: string }) {
  const { receiving: words } = useMessages();
  const [seen, setSeen] = useState<SeenHandOver>();
  const [done, setDone] = useState<ConfirmedHandOver>();
  const { run, problem } = useSubmit(async () => setSeen(await api.readHandOver({ token })));
  useEffect(() => void run(), []);
  if (!seen)
    return problem ? <ProblemNotice problem={problem} retry={() => void run()} /> : <Skeleton lines={8} />;
  return (
    <>
      <BundleFacts seen={seen} />
      {done ? (
        <div class="notice stack tight" role="status">
          <strong>{words.done(done.signer, zonedText(Date.parse(done.at)))}</strong>
          <span>{words.recorded}</span>
        </div>
      ) : (
        <ReceivingForm token={token} seen={seen} confirmed={setDone} />
      )}
    </>
  );
}

function BundleFacts({ seen }: { readonly seen: SeenHandOver }) {
  const { messages, language } = useLanguage();
  const { receiving: words, handOver } = messages;
  const { recipient, givenBy, agency, files, sizeBytes } = seen;
  const facts: readonly (readonly [string, string])[] = [
    [words.caseNumber, seen.caseNumber],
    [words.givenBy, [givenBy, agency].filter(Boolean).join(', ')],
    [words.recipient, [recipient.name, recipient.agency, words.paper(recipient.paper)].join(', ')],
    [words.file, seen.fileName],
    [words.content, words.amount(countText(files, language), sizeText(sizeBytes, language))],
  ];
  return (
    <div class="panel stack tight">
      <dl class="facts">
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Digest label={handOver.digest} digits={seen.manifestSha256} />
    </div>
  );
}
