import type { JobQueue } from '../../client/index.ts';
import { useLanguage } from '../messages/language.tsx';
import { lengthText } from '../time/length.ts';
import { leftMsOf } from './left-ms.ts';

/** How far a queue is with its work, and how long the rest takes; nothing where no job waits. */
export function QueueProgress({ queue }: { readonly queue: JobQueue }) {
  const { messages, language } = useLanguage();
  const { jobs: words, units } = messages;
  const { doneInHour, waiting, running } = queue;
  if (waiting === 0) return null;
  const leftMs = leftMsOf(queue);
  return (
    <div class="row">
      <progress
        class="bar"
        max={doneInHour + waiting + running}
        value={doneInHour}
        aria-label={words.progressOf(words.names[queue.job])}
      />
      <span class="hint">
        {leftMs === undefined ? words.standsStill : words.leftAbout(lengthText(leftMs, units, language))}
      </span>
    </div>
  );
}
