import { useEffect } from 'preact/hooks';
import { api } from '../api/client.ts';
import { setParameters, useLocation } from '../base/location.tsx';
import { useQuery } from '../base/query.ts';
import { setRange } from '../criteria/find-state.ts';
import { TimeField } from '../find/time-field.tsx';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import type { Range } from '../time/spoken-range.ts';
import { Comparison } from './comparison.tsx';
import { CameraChoice } from './filter-form.tsx';

const usualLengthMs = 20 * 60_000;

/** Compares opened footage of a camera with stored footage; camera and stretch stand in the address. */
export function ComparisonPage() {
  const { comparing: words, policies } = useMessages();
  const { search } = useLocation();
  const camera = search.get('camera') ?? '';
  const range = rangeOf(search);
  useEffect(() => {
    if (!range) setRange(lastMinutes(), { replace: true });
  }, [range === undefined]);
  const [from, to] = [search.get('from') ?? '', search.get('to') ?? ''];
  const { data, problem, isLoading, reload } = useQuery(
    camera === '' || !range ? undefined : `comparison ${camera} ${from} ${to}`,
    (signal) => api.compareCustody({ camera, from, to }, { signal }),
  );
  if (!range) return <Skeleton />;
  return (
    <div class="stack wide-page">
      <h1>{words.title}</h1>
      <p class="soft">{words.about}</p>
      <section class="panel find-ask" aria-label={words.startHere}>
        <CameraChoice
          value={camera}
          choose={(id) => setParameters({ camera: id || undefined })}
          any={policies.choose}
        />
        <TimeField range={range} />
      </section>
      <ProblemNotice problem={problem} retry={reload} />
      {camera === '' && <p class="notice">{words.startHere}</p>}
      {isLoading && <Skeleton lines={6} />}
      {data && <Comparison comparison={data} />}
    </div>
  );
}

function rangeOf(search: URLSearchParams): Range | undefined {
  const [fromMs, toMs] = [Date.parse(search.get('from') ?? ''), Date.parse(search.get('to') ?? '')];
  return fromMs < toMs ? { fromMs, toMs } : undefined;
}

function lastMinutes(): Range {
  const nowMs = Math.floor(Date.now() / 60_000) * 60_000;
  return { fromMs: nowMs - usualLengthMs, toMs: nowMs };
}
