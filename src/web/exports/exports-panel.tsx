import { useState } from 'preact/hooks';
import type { Export } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { FootageRequest } from '../api/shapes.ts';
import { useQuery } from '../base/query.ts';
import { useMessages } from '../messages/language.tsx';
import { ProblemNotice } from '../parts/fault.tsx';
import { Skeleton } from '../parts/skeleton.tsx';
import { ChoiceForm } from './choice-form.tsx';
import { ExportItem } from './export-item.tsx';
import { HowToVerify } from './how-to-verify.tsx';

/** How soon a bar moves on. */
const buildingMs = 1_000;

interface ExportsPanelProps {
  readonly request: FootageRequest;
  /** Whether nothing can be ordered before a second person countersigns. */
  readonly needsSecond: boolean;
  /** A request that is over opens none; recipients still acknowledge what they were given. */
  readonly isOpen: boolean;
}

/** Exports of a request: order one, follow its progress, download and check its bundle. The service stores them, so a reload loses none. */
export function ExportsPanel({ request, needsSecond, isOpen }: ExportsPanelProps) {
  const { exports: words, emergencies } = useMessages();
  const { id: requestId } = request;
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
  if (!isOpen && !data?.length) return null;
  return (
    <section class="panel stack" aria-labelledby="exports">
      <h2 id="exports">{words.title}</h2>
      {isOpen && <p class="soft">{words.about}</p>}
      {isOpen && needsSecond && <p class="notice">{emergencies.needsSecond}</p>}
      {isOpen && <ChoiceForm request={request} isHeld={needsSecond || data?.some(isBuilding) === true} />}
      <ProblemNotice problem={problem} retry={reload} />
      {isLoading && <Skeleton lines={2} />}
      {data && data.length > 0 && (
        <ul class="exports">
          {data.map((each) => (
            <ExportItem key={each.id} ordered={each} isOpen={isOpen} />
          ))}
        </ul>
      )}
      <HowToVerify />
    </section>
  );
}

const isBuilding = ({ state }: Export): boolean => state === 'building';
