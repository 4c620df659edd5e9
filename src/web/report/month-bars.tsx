import type { MonthFigures, MonthReport } from '../../client/index.ts';
import { useLanguage } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { countText } from '../parts/amount.ts';
import { dayText } from '../time/day.ts';
import { lengthText } from '../time/length.ts';

/** A bar for each day, as high as its looks; read out as a list. */
export function LookBars({ report: { month, figures } }: { readonly report: MonthReport }) {
  const { messages, language } = useLanguage();
  const { report: words } = messages;
  const most = Math.max(...figures.looksByDay);
  if (most <= 0) return null;
  return (
    <figure class="stack tight">
      <figcaption class="soft">{words.looksByDay}</figcaption>
      <ol class="day-bars">
        {figures.looksByDay.map((looks, i) => {
          const day = String(i + 1).padStart(2, '0');
          const text = words.looksOn(dayText(`${month}-${day}`), countText(looks, language));
          return (
            <li key={day} title={text}>
              <span class="hidden-text">{text}</span>
              <span class="day-bar" style={{ height: `calc((100% - 20px) * ${looks / most})` }} />
              <span class="small number" aria-hidden="true">
                {i % 5 === 0 ? i + 1 : '\u00a0'}
              </span>
            </li>
          );
        })}
      </ol>
    </figure>
  );
}

/** A bar for each reason, as long as its gaps together. */
export function GapBars({ gaps }: Pick<MonthFigures['coverage'], 'gaps'>) {
  const { messages, language } = useLanguage();
  const { report: words, units, gaps: reasons } = messages;
  const most = Math.max(...gaps.map(({ ms }) => ms));
  if (gaps.length === 0) return <p class="soft">{words.noGaps}</p>;
  return (
    <figure class="stack tight">
      <figcaption class="soft">{words.gapsByReason}</figcaption>
      <dl class="reason-bars">
        {gaps.map(({ reason, gaps: count, ms }) => (
          <div key={reason}>
            <dt>{reasons[reason as keyof Messages['gaps']]}</dt>
            <dd>
              <span class="reason-bar" style={{ width: `${(100 * ms) / most}%` }} />
              <span class="number">
                {words.gaps(countText(count, language), lengthText(ms, units, language))}
              </span>
            </dd>
          </div>
        ))}
      </dl>
    </figure>
  );
}
