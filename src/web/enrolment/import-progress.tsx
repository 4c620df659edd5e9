import { useRef } from 'preact/hooks';
import type { CameraImport } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useSubmit } from '../base/submit.ts';
import { useLanguage } from '../messages/language.tsx';
import { Act } from '../parts/act.tsx';
import { lengthText } from '../time/length.ts';

interface ImportProgressProps {
  readonly about: CameraImport;
  readonly reload: () => void;
}

/** How far a running import is, how long it will take, and a way to stop it. */
export function ImportProgress({ about, reload }: ImportProgressProps) {
  const { messages, language } = useLanguage();
  const { import: words, common, units } = messages;
  const { counts } = about;
  const left = counts.new + counts.amend;
  const done = counts.done + counts.failed;
  const leftMs = useLeftMs(left);
  const stop = useSubmit(async () => {
    await api.stopImport({ id: about.id });
    reload();
  });
  return (
    <div class="panel stack">
      <div class="row" role="status">
        <progress class="bar" max={left + done} value={done} aria-label={common.working} />
        <span class="number">{words.progress(done, left + done)}</span>
        {leftMs !== undefined && <span class="soft">{words.left(lengthText(leftMs, units, language))}</span>}
      </div>
      <Act label={words.stop} problem={stop.problem} isBusy={stop.isBusy} run={() => void stop.run()} />
    </div>
  );
}

/** By how fast rows have gone since this was first drawn; `undefined` until one has. */
function useLeftMs(left: number): number | undefined {
  const first = useRef({ left, atMs: Date.now() });
  const gone = first.current.left - left;
  if (gone <= 0) return undefined;
  return ((Date.now() - first.current.atMs) / gone) * left;
}
