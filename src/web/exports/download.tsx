import type { Export } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { sizeText } from '../parts/amount.ts';
import { ProblemNotice } from '../parts/fault.tsx';
import { canSave, useSaving } from './saving.ts';

/**
 * A plain link, so that the browser downloads the bundle, resumes after a broken connection and shows progress. Where
 * the page may write the file itself, it shows its own progress bar.
 */
export function Download({
  ordered: { id: exportId, requestId: id, archive: bundle },
}: {
  readonly ordered: Export;
}) {
  const { messages, language } = useLanguage();
  const { exports: words } = messages;
  const url = api.getArchiveUrl({ id, exportId });
  const saving = useSaving(url, bundle?.fileName ?? '');
  if (!bundle) return null;
  const { sizeBytes, fileName } = bundle;
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
      <ProblemNotice problem={saving.problem} />
    </div>
  );
}

function Bar({ doneBytes, sizeBytes }: { readonly doneBytes: number; readonly sizeBytes: number }) {
  const { exports: words } = useMessages();
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
