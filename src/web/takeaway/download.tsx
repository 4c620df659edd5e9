import type { Export } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { sizeText } from '../parts/amount.ts';
import { Fault } from '../parts/fault.tsx';
import { canSave, useSaving } from './saving.ts';

/**
 * A link as any other, so that the browser fetches it, goes on where a line broke, and shows how far it is; where the
 * page may write the file itself, it shows a bar of its own.
 */
export function Download({
  archive: { id: exportId, requestId: id, archive },
}: {
  readonly archive: Export;
}) {
  const { messages, language } = useLanguage();
  const { takeAway: words } = messages;
  const url = api.getArchiveUrl({ id, exportId });
  const saving = useSaving(url, archive?.fileName ?? '');
  if (!archive) return null;
  const { sizeBytes, fileName } = archive;
  return (
    <div class="stack tight">
      <div class="row">
        <a class="button primary" href={url} download={fileName}>
          {words.download} ({sizeText(sizeBytes, language)})
        </a>
        {canSave() && saving.doneBytes === undefined && (
          <button type="button" onClick={() => void saving.run()}>
            {words.saveAs}
          </button>
        )}
        {saving.doneBytes !== undefined && <Bar doneBytes={saving.doneBytes} sizeBytes={sizeBytes} />}
        <code class="small">{fileName}</code>
      </div>
      <Fault problem={saving.problem} />
    </div>
  );
}

function Bar({ doneBytes, sizeBytes }: { readonly doneBytes: number; readonly sizeBytes: number }) {
  const { takeAway: words } = useMessages();
  const { language } = useLanguage();
  return (
    <>
      <progress aria-label={words.download} value={doneBytes} max={sizeBytes} />
      <span class="number">
        {doneBytes === sizeBytes
          ? words.saved
          : `${sizeText(doneBytes, language)} / ${sizeText(sizeBytes, language)}`}
      </span>
    </>
  );
}
