import type { Export } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate } from '../base/query.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { sizeText } from '../parts/amount.ts';
import { rangeText, zonedText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';
import { Download } from './download.tsx';
import { shareDone, timeLeftMs } from './estimate.ts';
import { HandOvers } from './hand-overs.tsx';

interface ExportItemProps {
  readonly ordered: Export;
  /** Whether its bundle can be downloaded. */
  readonly isOpen: boolean;
}

/** One export: its progress, or the link to its bundle and who received it. */
export function ExportItem({ ordered, isOpen }: ExportItemProps) {
  const { exports: words } = useMessages();
  const { state, orderedAt, failure, progress, sealAwaitedSince } = ordered;
  return (
    <li class="export">
      <div class="row">
        <strong>{words.states[state]}</strong>
        <span class="soft number">{zonedText(Date.parse(orderedAt))}</span>
      </div>
      <Taken of={ordered} />
      {state === 'building' && <Building ordered={ordered} />}
      {sealAwaitedSince && <p class="fault">{words.sealAwaited(zonedText(Date.parse(sealAwaitedSince)))}</p>}
      {state === 'failed' && <p class="fault">{words.failed(failure ?? '')}</p>}
      {progress.faults > 0 && <p class="fault">{words.faults(progress.faults)}</p>}
      {state === 'ready' && isOpen && <Download ordered={ordered} />}
      {state === 'ready' && <HandOvers of={ordered} />}
    </li>
  );
}

/** As it was ordered. */
function Taken({ of: { choice } }: { readonly of: Export }) {
  const { exports: words } = useMessages();
  const { cameras, from, to, originals, clips } = choice;
  const parts = [
    words.forms[originals ? (clips ? 'both' : 'originals') : clips ? 'clips' : 'papers'],
    ...(cameras ? [words.someCameras(cameras.length)] : []),
    ...(from !== undefined && to !== undefined ? [rangeText(Date.parse(from), Date.parse(to))] : []),
  ];
  return <p class="soft number">{parts.join(' · ')}</p>;
}

function Building({ ordered }: { readonly ordered: Export }) {
  const { messages, language } = useLanguage();
  const { exports: words, units } = messages;
  const { id: exportId, requestId: id, progress } = ordered;
  const cancel = async () => {
    await api.cancelExport({ id, exportId });
    invalidate(`exports ${id}`);
  };
  const leftMs = timeLeftMs(ordered, Date.now());
  return (
    <div class="row">
      <progress aria-label={words.states.building} value={shareDone(ordered)} max={1} />
      <span class="number">
        {sizeText(progress.bytesDone, language)} / {sizeText(progress.bytes, language)}
      </span>
      {leftMs !== undefined && <span class="soft">{words.left(lengthText(leftMs, units, language))}</span>}
      <ActDialog
        tone="danger"
        open={words.cancel}
        title={words.cancelTitle}
        act={words.cancelAct}
        keep={words.cancelKeep}
        run={cancel}
      >
        {words.cancelMeans(progress.filesDone, progress.files)}
      </ActDialog>
    </div>
  );
}
