import { useRef, useState } from 'preact/hooks';
import { api } from '../api/client.ts';
import type { FootageRequest } from '../api/shapes.ts';
import { Link, navigate } from '../base/location.tsx';
import { invalidate } from '../base/query.ts';
import { useSubmit } from '../base/submit.ts';
import { askedArea } from '../criteria/asked-area.ts';
import { addressOf } from '../criteria/find-state.ts';
import { useMessages } from '../messages/language.tsx';
import { useCameras } from '../names/camera-names.ts';
import { useNeighbourhoodNames } from '../names/neighbourhood-names.ts';
import { Act } from '../parts/act.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { zonedRangeText } from '../time/format.ts';
import { RequestForm } from './request-form.tsx';
import { type WrittenRequest, writtenIn } from './written-request.ts';

/** Goes on with a draft: submit it, change what it says or what it is about, or throw it away. */
export function DraftActs({ draft }: { readonly draft: FootageRequest }) {
  const { standing: words, requestForm } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const [typed, change] = useState<WrittenRequest>();
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
        <ChangeScope draft={draft} />
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
              <span class="number">{zonedRangeText(Date.parse(from), Date.parse(to))}</span>
            </>
          }
          scope={{ area, from, to }}
          written={typed ?? writtenIn(draft)}
          change={change}
          draftId={id}
          close={() => dialog.current?.close()}
          done={(id) => navigate(`/requests/${id}`)}
        />
      </dialog>
    </div>
  );
}

/** Back to where place and time are looked for, with those of the draft. */
function ChangeScope({ draft: { id, area, from, to } }: { readonly draft: FootageRequest }) {
  const { standing: words, find } = useMessages();
  const cameras = useCameras();
  const neighbourhoods = useNeighbourhoodNames();
  const asked = askedArea(area, cameras.data?.cameras ?? [], {
    drawn: find.drawnArea,
    neighbourhood: (id) => neighbourhoods.get(id),
  });
  const range = { fromMs: Date.parse(from), toMs: Date.parse(to) };
  if (cameras.isLoading) return null;
  return (
    <Link class="button" to={addressOf({ ...asked, range, draft: id })}>
      {words.changeScope}
    </Link>
  );
}
