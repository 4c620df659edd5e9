import { useMemo } from 'preact/hooks';
import type { FootageRequest } from '../../client/index.ts';
import { Lanes } from '../lanes/lanes.tsx';
import { useMessages } from '../messages/language.tsx';
import { clockText, zonedRangeText } from '../time/format.ts';
import { openedLanes, openedRange } from './opened-lanes.ts';

const mostGaps = 5;

/** Exactly what is opened, and what of it is known to be missing: in words, as lanes, and in the table behind them. */
export function OpenedScope({ request }: { readonly request: FootageRequest }) {
  const { inbox: words } = useMessages();
  const { effectiveScope } = request;
  const cameras = useMemo(() => openedLanes(effectiveScope), [effectiveScope]);
  const { fromMs, toMs } = openedRange(request);
  return (
    <div class="stack tight">
      <h3>{words.scope}</h3>
      <p class="number">{words.opens(request.cameraIds.length, zonedRangeText(fromMs, toMs))}</p>
      <Missing request={request} />
      <Lanes
        cameras={cameras}
        fromMs={fromMs}
        toMs={toMs}
        label={({ name }) => (
          <span class="lane-name" title={name}>
            {name}
          </span>
        )}
      />
    </div>
  );
}

function Missing({ request: { effectiveScope } }: { readonly request: FootageRequest }) {
  const { inbox: words, gaps: reasons } = useMessages();
  const gaps = effectiveScope.flatMap(({ cameraId, name = cameraId, gaps }) =>
    gaps.map((gap) => ({ ...gap, name })),
  );
  if (effectiveScope.every(({ spans, open }) => spans.length === 0 && open.length === 0))
    return <p class="fault">{words.nothingRecorded}</p>;
  if (gaps.length === 0) return <p class="soft">{words.nothingMissing}</p>;
  return (
    <div>
      <strong>{words.missing}</strong>
      <ul class="plain-list">
        {gaps.slice(0, mostGaps).map(({ name, from, to, reason }) => (
          <li key={`${name} ${from}`} class="number">
            {name}: {clockText(Date.parse(from))} – {clockText(Date.parse(to))}, {reasons[reason]}
          </li>
        ))}
      </ul>
      {gaps.length > mostGaps && <p class="soft">{words.missingMore(gaps.length - mostGaps)}</p>}
    </div>
  );
}
