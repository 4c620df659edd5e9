import { useRef } from 'preact/hooks';
import type { FootageAnswer, RequestArea } from '../api/shapes.ts';
import { navigate } from '../app/location.tsx';
import { areaOf, type FindState } from '../find/find-state.ts';
import { useMessages } from '../messages/language.tsx';
import { zonedRangeText } from '../time/format.ts';
import type { Range } from '../time/spoken-range.ts';
import { RequestForm } from './request-form.tsx';
import { unwritten } from './written-request.ts';

interface FileRequestProps {
  readonly answer: FootageAnswer;
  readonly state: FindState;
  readonly range: Range;
}

/** The request for what is ticked, over the page it is about. */
export function FileRequest({ answer, state, range }: FileRequestProps) {
  const { find, requestForm: words } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  const taken = answer.cameras.filter(({ id }) => !state.without.has(id));
  const first = taken.find(({ spans }) => spans.length > 0) ?? taken[0];
  const scope = {
    area: requestedArea(answer, state),
    from: new Date(range.fromMs).toISOString(),
    to: new Date(range.toMs).toISOString(),
  };
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
        <RequestForm
          titleId="request-title"
          about={
            <>
              {words.scope}: {words.cameras(taken.length)},{' '}
              <span class="number">{zonedRangeText(range.fromMs, range.toMs)}</span>
            </>
          }
          scope={scope}
          initial={unwritten}
          close={() => dialog.current?.close()}
          done={(id) => navigate(`/requests/${id}${first ? `?camera=${first.id}` : ''}`)}
        />
      </dialog>
    </>
  );
}

/** The place as it was looked at, so that who approves sees it; the cameras by themselves once any is left out. */
function requestedArea({ cameras }: FootageAnswer, { place, radiusM, without }: FindState): RequestArea {
  const taken = cameras.filter(({ id }) => !without.has(id)).map(({ id }) => id);
  return place && taken.length === cameras.length ? areaOf(place, radiusM) : { cameras: taken };
}
