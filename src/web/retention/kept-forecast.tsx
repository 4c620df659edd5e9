import type { ComponentChildren } from 'preact';
import { api } from '../api/client.ts';
import { useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ForecastPanel } from './forecast-panel.tsx';

/** The forecast of the policy that counts. `children`: below its heading. */
export function KeptForecast({ children }: { readonly children?: ComponentChildren }) {
  const { policies: words } = useMessages();
  const { data, problem, isLoading, reload } = useQuery('retention forecast', (signal) =>
    api.getRetentionForecast({ signal }),
  );
  return (
    <section class="panel stack" aria-labelledby="forecast">
      <h2 id="forecast">{words.forecast}</h2>
      {children}
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={5} />}
      {data && <ForecastPanel forecast={data} />}
    </section>
  );
}
