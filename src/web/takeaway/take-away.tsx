import { useState } from 'preact/hooks';
import type { Export } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { invalidate, useQuery } from '../app/query.ts';
import { useSubmit } from '../app/submit.ts';
import { useMessages } from '../messages/language.tsx';
import { Fault } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ArchiveRow } from './archive-row.tsx';
import { HowToVerify } from './how-to-verify.tsx';

/** How soon a bar moves on. */
const buildingMs = 1_000;

/** The take-aways of a request: have one built, watch it, fetch it, check it. They survive a reload: the service keeps them. */
export function TakeAway({ requestId }: { readonly requestId: string }) {
  const { takeAway: words, common } = useMessages();
  const key = `exports ${requestId}`;
  const [everyMs, setEveryMs] = useState<number>();
  const { data, problem, isLoading, reload } = useQuery(
    key,
    async (signal) => {
      const { exports } = await api.listExports({ id: requestId }, { signal });
      setEveryMs(exports.some(isBuilding) ? buildingMs : undefined);
      return exports;
    },
    { everyMs },
  );
  const order = useSubmit(async () => {
    await api.orderExport({ id: requestId });
    invalidate(key);
  });
  return (
    <section class="panel stack" aria-labelledby="take-away">
      <div class="row">
        <h2 id="take-away">{words.title}</h2>
        <button
          type="button"
          class="push primary"
          onClick={() => void order.run()}
          disabled={order.isBusy || data?.some(isBuilding)}
        >
          {order.isBusy ? common.working : words.order}
        </button>
      </div>
      <p class="soft">{words.about}</p>
      <Fault problem={order.problem ?? problem} {...(problem && { retry: reload })} />
      {isLoading && <Skeleton lines={2} />}
      {data && data.length > 0 && (
        <ul class="archives">
          {data.map((archive) => (
            <ArchiveRow key={archive.id} archive={archive} />
          ))}
        </ul>
      )}
      <HowToVerify />
    </section>
  );
}

const isBuilding = ({ state }: Export): boolean => state === 'building';
