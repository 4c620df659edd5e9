import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { useSubmit } from '../base/submit.ts';
import { Act } from './act.tsx';
import { Field } from './field.tsx';
import { oneLine } from './one-line.ts';
import { submitted, typed } from './typed.ts';

interface ActDialogProps {
  /** On the button that opens it. */
  readonly open: string;
  /** The button's accessible name. */
  readonly openLabel?: string;
  readonly tone?: 'primary' | 'danger' | 'plain small';
  readonly title: string;
  /** Consequence of the act. */
  readonly children: ComponentChildren;
  /** By its verb. */
  readonly act: string;
  /** To leave all as it is. */
  readonly keep: string;
  /** Absent where the act needs no reason. */
  readonly reason?: { readonly label: string; readonly hint?: string; readonly minLength: number };
  readonly run: (reason: string) => Promise<void>;
}

/** An act with a consequence: what it does, a reason where one is due, and a button with its verb. */
export function ActDialog(props: ActDialogProps) {
  const { open, openLabel, tone = '', title, children, act, keep, reason } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const id = useId();
  const close = () => dialog.current?.close();
  const { run, isBusy, problem } = useSubmit(async () => {
    await props.run(oneLine(text));
    setText('');
    close();
  });
  return (
    <>
      <button
        type="button"
        class={tone === 'danger' ? '' : tone}
        {...(openLabel !== undefined && { 'aria-label': openLabel })}
        onClick={() => dialog.current?.showModal()}
      >
        {open}
      </button>
      <dialog ref={dialog} aria-labelledby={id}>
        <form class="stack" onSubmit={submitted(run)}>
          <h2 id={id}>{title}</h2>
          <div>{children}</div>
          {reason && (
            <Field label={reason.label} hint={reason.hint} name="reason" problem={problem}>
              {(wiring) => (
                <textarea
                  {...wiring}
                  value={text}
                  minLength={reason.minLength}
                  maxLength={500}
                  onInput={typed(setText)}
                  required
                />
              )}
            </Field>
          )}
          <Act label={act} problem={problem} isBusy={isBusy} tone={tone === 'danger' ? tone : 'primary'}>
            <button type="button" onClick={close}>
              {keep}
            </button>
          </Act>
        </form>
      </dialog>
    </>
  );
}
