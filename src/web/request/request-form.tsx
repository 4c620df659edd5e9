import type { ComponentChildren } from 'preact';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { RequestFields } from './request-fields.tsx';
import { keepDraft, type Scope, submitRequest, type WrittenRequest } from './written-request.ts';

interface RequestFormProps {
  readonly titleId: string;
  /** The scope in words. */
  readonly about: ComponentChildren;
  readonly scope: Scope;
  readonly written: WrittenRequest;
  readonly change: (written: WrittenRequest) => void;
  readonly draftId?: string;
  readonly close: () => void;
  /** Called once it is submitted, opened, or saved as a draft. */
  readonly done: (id: string) => void;
}

/** The request in words; what is typed stays when it is put off. */
export function RequestForm({ titleId, about, scope, written, change, ...props }: RequestFormProps) {
  const { draftId, close, done } = props;
  const { requestForm: words } = useMessages();
  const { run, isBusy, problem } = useSubmit(async (isDraft: boolean) => {
    const id = await (isDraft ? keepDraft : submitRequest)(written, scope, draftId);
    invalidate('request');
    close();
    done(id);
  });
  const isEmergency = written.urgency === 'emergency';
  const act = isEmergency ? words.openNow : words.act;
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void run((event.submitter as HTMLButtonElement | null)?.value === 'draft');
      }}
    >
      <h2 id={titleId}>{words.title}</h2>
      <p class="notice">{about}</p>
      <RequestFields written={written} change={change} problem={problem} />
      <p class="hint">{words.recorded}</p>
      <Act label={act} problem={problem} isBusy={isBusy} tone={isEmergency ? 'danger' : 'primary'}>
        <button type="submit" value="draft" disabled={isBusy}>
          {words.keep}
        </button>
        <button type="button" class="plain" onClick={close}>
          {words.cancel}
        </button>
      </Act>
    </form>
  );
}
