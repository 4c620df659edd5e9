import { useRef, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { FootageAnswer } from '../api/shapes.ts';
import { navigate } from '../app/location.tsx';
import { invalidate } from '../app/query.ts';
import { useSubmit } from '../app/submit.ts';
import type { FindState } from '../find/find-state.ts';
import { useMessages } from '../messages/language.tsx';
import { Fault } from '../parts/fault.tsx';
import { Field } from '../parts/field.tsx';
import { submitted, typed } from '../parts/typed.ts';
import { zonedRangeText } from '../time/format.ts';
import type { Range } from '../time/spoken-range.ts';

interface FileRequestProps {
  readonly answer: FootageAnswer;
  readonly state: FindState;
  readonly range: Range;
}

const unwritten = { caseNumber: '', authority: '', purpose: '', legalBasis: '' };

/** The request for what is ticked, over the page it is about; what is typed stays when it is put off. */
export function FileRequest({ answer, state, range }: FileRequestProps) {
  const { find, requestForm: words, common } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const [form, setForm] = useState(unwritten);
  const taken = answer.cameras.filter(({ id }) => !state.without.has(id));
  const { run, isBusy, problem } = useSubmit(async () => {
    const { id } = await api.fileRequest({
      ...form,
      area: { cameras: taken.map((camera) => camera.id) },
      from: new Date(range.fromMs).toISOString(),
      to: new Date(range.toMs).toISOString(),
    });
    invalidate('requests');
    const first = taken.find(({ spans }) => spans.length > 0) ?? taken[0];
    dialog.current?.close();
    navigate(`/requests/${id}${first ? `?camera=${first.id}` : ''}`);
  });
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part });
  return (
    <>
      <div class="actions">
        <button
          type="button"
          class="primary"
          disabled={taken.length === 0}
          onClick={() => dialog.current?.showModal()}
        >
          {find.fileRequest}
        </button>
      </div>
      <dialog ref={dialog} aria-labelledby="request-title">
        <form class="stack" onSubmit={submitted(run)}>
          <h2 id="request-title">{words.title}</h2>
          <p class="notice">
            {words.scope}: {words.cameras(taken.length)},{' '}
            <span class="number">{zonedRangeText(range.fromMs, range.toMs)}</span>
          </p>
          <Field label={words.caseNumber} name="caseNumber" problem={problem}>
            {(wiring) => (
              <input
                {...wiring}
                value={form.caseNumber}
                maxLength={100}
                onInput={typed((caseNumber) => set({ caseNumber }))}
                required
              />
            )}
          </Field>
          <Field label={words.authority} name="authority" problem={problem}>
            {(wiring) => (
              <input
                {...wiring}
                value={form.authority}
                maxLength={200}
                onInput={typed((authority) => set({ authority }))}
                required
              />
            )}
          </Field>
          <Field label={words.purpose} hint={words.purposeHint} name="purpose" problem={problem}>
            {(wiring) => (
              <textarea
                {...wiring}
                value={form.purpose}
                maxLength={1000}
                onInput={typed((purpose) => set({ purpose }))}
                required
              />
            )}
          </Field>
          <Field label={words.legalBasis} name="legalBasis" problem={problem}>
            {(wiring) => (
              <input
                {...wiring}
                value={form.legalBasis}
                maxLength={500}
                onInput={typed((legalBasis) => set({ legalBasis }))}
                required
              />
            )}
          </Field>
          <p class="hint">{words.recorded}</p>
          <Fault problem={problem} />
          <div class="actions">
            <button type="submit" class="primary" disabled={isBusy}>
              {isBusy ? common.working : words.act}
            </button>
            <button type="button" onClick={() => dialog.current?.close()}>
              {words.cancel}
            </button>
          </div>
        </form>
      </dialog>
    </>
  );
}
