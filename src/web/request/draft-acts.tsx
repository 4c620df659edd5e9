import { useRef } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { FootageRequest } from '../api/shapes.ts';
import { navigate } from '../app/location.tsx';
import { invalidate } from '../app/query.ts';
import { useSubmit } from '../app/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { zonedRangeText } from '../time/format.ts';
import { RequestForm } from './request-form.tsx';
import { writtenIn } from './written-request.ts';

/** Goes on with a draft: submit it, change its words, or throw it away. */
export function DraftActs({ draft }: { readonly draft: FootageRequest }) {
  const { standing: words, requestForm } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const { id, area, from, to, caseNumber } = draft;
  const submit = useSubmit(async () => {
    await api.submitDraft({ id });
    invalidate('request');
  });
  const drop = async () => {
    await api.dropDraft({ id });
    navigate('/requests', { replace: true });
    invalidate('requests');
  };
  return (
    <div class="stack tight">
      <Act
        label={requestForm.act}
        problem={submit.problem}
        isBusy={submit.isBusy}
        tone="primary"
        run={() => void submit.run()}
      >
        <button type="button" onClick={() => dialog.current?.showModal()}>
          {words.change}
        </button>
        <ActDialog
          tone="danger"
          open={words.drop}
          title={words.dropTitle(caseNumber)}
          act={words.dropAct}
          keep={words.dropKeep}
          run={drop}
        >
          {words.dropMeans}
        </ActDialog>
      </Act>
      <dialog ref={dialog} aria-labelledby="draft-title">
        <RequestForm
          titleId="draft-title"
          about={
            <>
              {requestForm.scope}:{' '}
              <span class="number">{zonedRangeText(Date.parse(from), Date.parse(to))}</span>.{' '}
              {words.draftScope}
            </>
          }
          scope={{ area, from, to }}
          initial={writtenIn(draft)}
          draftId={id}
          close={() => dialog.current?.close()}
          done={(id) => navigate(`/requests/${id}`)}
        />
      </dialog>
    </div>
  );
}
