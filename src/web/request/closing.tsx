import { useRef, useState } from 'preact/hooks';
import type { Outcome } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { FootageRequest } from '../api/shapes.ts';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { Field } from '../parts/field.tsx';
import { oneLine } from '../parts/one-line.ts';
import { submitted, typed } from '../parts/typed.ts';

/** Outcomes of an approved request; one that still waits can only be withdrawn. */
const outcomes = ['found', 'not-found', 'handed-over', 'led-to-handling', 'withdrawn'] as const;

/** Ends a request with what came of it: nothing of it is opened or held any more. */
export function ClosingForm({ request }: { readonly request: FootageRequest }) {
  const { closing: words, submitted: course, common } = useMessages();
  const { id, state, caseNumber, cameraIds } = request;
  const isWaiting = state === 'submitted';
  const dialog = useRef<HTMLDialogElement>(null);
  const [outcome, setOutcome] = useState<Outcome | undefined>(isWaiting ? 'withdrawn' : undefined);
  const [note, setNote] = useState('');
  const { run, isBusy, problem } = useSubmit(async () => {
    if (!outcome) return;
    await api.closeRequest({ id }, { outcome, ...(note.trim() !== '' && { note: oneLine(note) }) });
    dialog.current?.close();
    invalidate('request');
  });
  return (
    <div class="actions">
      <button type="button" onClick={() => dialog.current?.showModal()}>
        {isWaiting ? words.withdraw : words.open}
      </button>
      <dialog ref={dialog} aria-labelledby="closing-title">
        <form class="stack" onSubmit={submitted(run)}>
          <h2 id="closing-title">{words.title(caseNumber)}</h2>
          <p>{words.means(cameraIds.length)}</p>
          {!isWaiting && (
            <fieldset>
              <legend class="small soft">{words.outcome}</legend>
              {outcomes.map((each) => (
                <label key={each} class="choice">
                  <input
                    type="radio"
                    name="outcome"
                    required
                    checked={outcome === each}
                    onChange={() => setOutcome(each)}
                  />
                  {course.outcomes[each]}
                </label>
              ))}
            </fieldset>
          )}
          <Field label={`${words.note} (${common.optional})`} name="note" problem={problem}>
            {(wiring) => <textarea {...wiring} value={note} maxLength={1_000} onInput={typed(setNote)} />}
          </Field>
          <Act
            label={isWaiting ? words.withdrawAct : words.act}
            problem={problem}
            isBusy={isBusy}
            tone="danger"
          >
            <button type="button" onClick={() => dialog.current?.close()}>
              {words.keep}
            </button>
          </Act>
        </form>
      </dialog>
    </div>
  );
}
