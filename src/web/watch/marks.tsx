import { setParameters, useLocation } from '../base/location.tsx';
import { useLanguage } from '../messages/language.tsx';
import { useShortcut } from '../parts/shortcut.ts';
import { momentText } from '../time/format.ts';
import { lengthText } from '../time/length.ts';
import type { Range } from '../time/spoken-range.ts';

/** The marked stretch, stored in the address: a link shows a colleague the same one. */
export function useMarks(): Partial<Range> {
  const { search } = useLocation();
  const [fromMs, toMs] = [Date.parse(search.get('in') ?? ''), Date.parse(search.get('out') ?? '')];
  return { ...(fromMs && { fromMs }), ...(toMs && { toMs }) };
}

const setMarks = ({ fromMs, toMs }: Partial<Range>): void =>
  setParameters({ in: instantText(fromMs), out: instantText(toMs) }, { replace: true });

const instantText = (ms: number | undefined): string | undefined =>
  ms === undefined ? undefined : new Date(Math.round(ms)).toISOString();

interface MarksProps {
  readonly marks: Partial<Range>;
  /** Wall time of the shown frame. */
  readonly frameMs: number | undefined;
  readonly go: (ms: number) => void;
}

/** `[` and `]` mark a stretch by its first and last frame; a mark that would turn it around takes the other away. */
export function Marks({ marks, frameMs, go }: MarksProps) {
  const { messages, language } = useLanguage();
  const { marks: words, units } = messages;
  const { fromMs, toMs } = marks;
  const mark = (key: string) => {
    if (frameMs === undefined) return;
    if (key === '[') setMarks({ fromMs: frameMs, ...(toMs !== undefined && toMs > frameMs && { toMs }) });
    else setMarks({ ...(fromMs !== undefined && fromMs < frameMs && { fromMs }), toMs: frameMs });
  };
  useShortcut(['[', ']'], mark);
  const end = (label: string, key: string, ms: number | undefined) => (
    <button type="button" class="mark-end" onClick={() => mark(key)} disabled={frameMs === undefined}>
      <kbd>{key}</kbd>
      <span>
        {label}
        <br />
        <span class="small soft number">{ms === undefined ? '–' : momentText(ms)}</span>
      </span>
    </button>
  );
  return (
    <section class="stack tight" aria-labelledby="marks-title">
      <div class="row">
        <h2 id="marks-title">{words.title}</h2>
        {fromMs !== undefined && toMs !== undefined && (
          <strong class="number">{lengthText(toMs - fromMs, units, language)}</strong>
        )}
      </div>
      <div class="mark-ends">
        {end(words.begin, '[', fromMs)}
        {end(words.end, ']', toMs)}
      </div>
      {fromMs === undefined && toMs === undefined && <p class="hint">{words.none}</p>}
      {(fromMs !== undefined || toMs !== undefined) && (
        <div class="actions">
          {fromMs !== undefined && (
            <button type="button" onClick={() => go(fromMs)}>
              {words.go}
            </button>
          )}
          <button type="button" class="plain" onClick={() => setMarks({})}>
            {words.clear}
          </button>
        </div>
      )}
    </section>
  );
}
