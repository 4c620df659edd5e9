import { useMemo } from 'preact/hooks';
import type { FootageRequest } from '../../client/index.ts';
import { Lanes } from '../lanes/lanes.tsx';
import { useMessages } from '../messages/language.tsx';
import { textWithin, zonedRangeText } from '../time/format.ts';
import { missingFootage } from './missing.ts';
import { openedLanes, openedRange } from './opened-lanes.ts';

const maxListed = 5;

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

function Missing({ request }: { readonly request: FootageRequest }) {
  const { inbox: words, gaps: reasons } = useMessages();
  const missing = missingFootage(request);
  const { fromMs: beginMs, toMs: endMs } = openedRange(request);
  const textOf = textWithin(beginMs, endMs);
  if (request.effectiveScope.every(({ spans, open }) => spans.length === 0 && open.length === 0))
    return <p class="fault">{words.nothingRecorded}</p>;
  if (missing.length === 0) return <p class="soft">{words.nothingMissing}</p>;
  return (
    <div>
      <strong>{words.missing}</strong>
      <ul class="plain-list">
        {missing.slice(0, maxListed).map(({ name, fromMs, toMs, reason }) => (
          <li key={`${name} ${fromMs}`} class="number">
            {name}: {textOf(fromMs)} – {textOf(toMs)}, {reason ? reasons[reason] : words.notRegistered}
          </li>
        ))}
      </ul>
      {missing.length > maxListed && <p class="soft">{words.missingMore(missing.length - maxListed)}</p>}
    </div>
  );
}
