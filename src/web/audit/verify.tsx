import { useState } from 'preact/hooks';
import type { CustodyVerdict } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useSubmit } from '../base/submit.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { countText } from '../parts/amount.ts';
import { Field } from '../parts/field.tsx';
import { submitted, typed } from '../parts/typed.ts';

interface Walk {
  readonly count: number;
  readonly verdict: CustodyVerdict;
}

/** Where a head says that it is: `120:ab…`. */
const seqOf = (head: string): number => Number(head.split(':')[0]);

/** Walks the log page by page to its end or its first fault, and says how far it is. */
export function Verify() {
  const { verifying: words } = useMessages();
  const { language } = useLanguage();
  const [kept, setKept] = useState('');
  const [walk, setWalk] = useState<Walk>();
  const { run, isBusy, problem } = useSubmit(async () => {
    setWalk(undefined);
    let after: string | undefined;
    let count = 0;
    for (let isDone = false; !isDone; ) {
      const verdict = await api.verifyCustody({ after, kept: kept.trim() || undefined });
      count += verdict.count;
      ({ head: after, isDone } = verdict);
      setWalk({ count, verdict });
    }
  });
  return (
    <details class="panel" open={walk !== undefined}>
      <summary>{words.title}</summary>
      <div class="stack">
        <form class="stack" onSubmit={submitted(run)}>
          <p class="soft">{words.about}</p>
          <Field label={words.kept} hint={words.keptHint} name="kept" problem={problem}>
            {(wiring) => <input {...wiring} value={kept} onInput={typed(setKept)} autocomplete="off" />}
          </Field>
          <Act label={words.act} problem={problem} isBusy={isBusy} tone="primary">
            {walk && !walk.verdict.isDone && (
              <progress
                class="bar"
                aria-label={words.title}
                value={seqOf(walk.verdict.head)}
                max={Math.max(1, seqOf(walk.verdict.logHead))}
              />
            )}
            <span role="status">{walk && words.checked(countText(walk.count, language))}</span>
          </Act>
        </form>
        {walk?.verdict.isDone && <Outcome walk={walk} />}
      </div>
    </details>
  );
}

function Outcome({ walk: { count, verdict } }: { readonly walk: Walk }) {
  const { verifying: words } = useMessages();
  const { language } = useLanguage();
  const { fault, head } = verdict;
  return (
    <div class={fault ? 'fault' : 'notice'} role="alert">
      <strong>{fault ? words.broken : words.holds}</strong>
      {fault && <p>{words.faultAt(fault.seq, words.faults[fault.kind])}</p>}
      {fault?.missing !== undefined && <p>{words.missing(countText(fault.missing, language))}</p>}
      <dl class="facts">
        <div>
          <dt>{words.count}</dt>
          <dd class="number">{countText(count, language)}</dd>
        </div>
        <div>
          <dt>{words.head}</dt>
          <dd>
            <code class="digest">{head}</code>
            <div class="hint">{words.headHint}</div>
          </dd>
        </div>
      </dl>
    </div>
  );
}
