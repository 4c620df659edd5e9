import { useState } from 'preact/hooks';
import type { RetentionPolicy } from '../../client/index.ts';
import { api } from '../api/client.ts';
import type { ListedCamera } from '../api/shapes.ts';
import { invalidate, useQuery } from '../base/query.ts';
import { useLanguage } from '../messages/language.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { countText } from '../parts/amount.ts';
import { ContributorChoice } from './contributor-choice.tsx';

interface WithdrawalProps {
  readonly camera: ListedCamera;
  readonly contributorIds: readonly string[];
}

/** A contributor takes the camera back for good: what that means, in days of footage that are left. */
export function Withdrawal({ camera, contributorIds }: WithdrawalProps) {
  const { messages, language } = useLanguage();
  const { wishes: words } = messages;
  const [contributorId, setContributor] = useState(contributorIds[0] ?? '');
  const { data } = useQuery('retention', (signal) => api.getRetention({ signal }));
  const days = data?.policy ? words.withdrawDays(countText(keptDays(data.policy, camera), language)) : '';
  return (
    <section class="panel stack" aria-labelledby="withdrawal">
      <h2 id="withdrawal">{words.withdrawal}</h2>
      <p class="soft">{words.withdrawMeans(camera.name, days)}</p>
      <div class="actions">
        <ActDialog
          open={words.withdraw}
          tone="danger"
          title={words.withdrawTitle(camera.name)}
          act={words.withdrawAct}
          keep={words.keep}
          reason={{ label: words.reason, minLength: 1 }}
          run={async (reason) => {
            await api.withdrawCamera({ id: camera.id }, { contributorId, reason });
            invalidate('pauses');
          }}
        >
          <div class="stack">
            <p>{words.withdrawMeans(camera.name, days)}</p>
            <ContributorChoice ids={contributorIds} value={contributorId} choose={setContributor} />
          </div>
        </ActDialog>
      </div>
    </section>
  );
}

/** How many days footage of a camera is kept: its own rule, else its neighbourhood's, else that of all. */
const keptDays = (
  { cameras, neighbourhoods, days }: RetentionPolicy,
  { id, neighbourhoodId }: Pick<ListedCamera, 'id' | 'neighbourhoodId'>,
): number =>
  cameras.find(({ cameraId }) => cameraId === id)?.days ??
  neighbourhoods.find((rule) => rule.neighbourhoodId === neighbourhoodId)?.days ??
  days;
