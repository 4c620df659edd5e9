import { useRef } from 'preact/hooks';
import type { FootageAnswer, RequestArea } from '../../client/api.ts';
import { useConsoleSettings } from '../base/console-settings.ts';
import { navigate } from '../base/location.tsx';
import { areaOf, type FindState } from '../criteria/find-state.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { RequestForm } from '../request/request-form.tsx';
import { hourMs } from '../time/durations.ts';
import { zonedRangeText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';
import type { Range } from '../time/spoken-range.ts';
import type { Writing } from './draft-in-find.ts';

interface FileRequestProps {
  readonly answer: FootageAnswer;
  readonly state: FindState;
  readonly range: Range;
  readonly writing: Writing;
}

/** The request for what is ticked, over the page it is about. */
export function FileRequest({ answer, state, range, writing }: FileRequestProps) {
  const { find, requestForm: words } = useMessages();
  const { written, change, draft, query } = writing;
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
      {draft && <p class="notice">{find.forDraft(draft.caseNumber)}</p>}
      <ProblemNotice problem={query.problem} retry={query.reload} />
      <div class="actions">
        <button
          type="button"
          class="primary"
          disabled={taken.length === 0 || query.isLoading}
          onClick={() => dialog.current?.showModal()}
        >
          {find.fileRequest}
        </button>
        <Longest range={range} />
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
          written={written}
          change={change}
          {...(draft && { draftId: draft.id })}
          close={() => dialog.current?.close()}
          done={(id) => navigate(`/requests/${id}${first ? `?camera=${first.id}` : ''}`)}
        />
      </dialog>
    </>
  );
}

/** How much time a request may ask for, where this is more. */
function Longest({ range: { fromMs, toMs } }: { readonly range: Range }) {
  const { messages, language } = useLanguage();
  const { requestMaxHours } = useConsoleSettings() ?? {};
  if (requestMaxHours === undefined || toMs - fromMs <= requestMaxHours * hourMs) return null;
  const longest = lengthText(requestMaxHours * hourMs, messages.units, language);
  return <span>{messages.find.longest(longest)}</span>;
}

/** The place as it was looked at, so that who approves sees it; the cameras by themselves once any is left out. */
function requestedArea({ cameras }: FootageAnswer, { place, radiusM, without }: FindState): RequestArea {
  const taken = cameras.filter(({ id }) => !without.has(id)).map(({ id }) => id);
  return place && taken.length === cameras.length ? areaOf(place, radiusM) : { cameras: taken };
}
