import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { Submit } from '../app/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Fault } from './fault.tsx';

interface ConfirmProps {
  /** On the button that opens it. */
  readonly open: string;
  readonly title: string;
  /** What will be gone. */
  readonly children: ComponentChildren;
  /** By its verb. */
  readonly act: string;
  /** To leave all as it is. */
  readonly keep: string;
  readonly submit: Submit<[]>;
}

/** An act that takes something away: says what, and is named by its verb. */
export function Confirm({ open, title, children, act, keep, submit }: ConfirmProps) {
  const { common } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const close = () => dialog.current?.close();
  const agree = async () => {
    await submit.run();
    close();
  };
  return (
    <>
      <button type="button" onClick={() => dialog.current?.showModal()}>
        {open}
      </button>
      <Fault problem={submit.problem} />
      <dialog ref={dialog} aria-labelledby={id}>
        <div class="stack">
          <h2 id={id}>{title}</h2>
          <div>{children}</div>
          <div class="actions">
            <button type="button" class="danger" onClick={() => void agree()} disabled={submit.isBusy}>
              {submit.isBusy ? common.working : act}
            </button>
            <button type="button" onClick={close}>
              {keep}
            </button>
          </div>
        </div>
      </dialog>
    </>
  );
}
