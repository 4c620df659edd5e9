import type { FootageRequest } from '../../client/index.ts';
import { api } from '../api/client.ts';
import { useMessages } from '../messages/language.tsx';
import { personText } from '../names/person.tsx';
import { ActDialog } from '../parts/act-dialog.tsx';
import { waitsForSecondPerson } from '../request-parts/emergency-state.ts';

interface CountersignProps {
  readonly request: FootageRequest;
  readonly signed: () => void;
}

/** Stands behind the emergency of another as a second person. */
export function Countersign({ request, signed }: CountersignProps) {
  const messages = useMessages();
  const { emergencies: words, inbox } = messages;
  const { id, caseNumber, cameraIds, requester } = request;
  const name = personText(requester, messages);
  const isWaiting = waitsForSecondPerson(request);
  return (
    <ActDialog
      open={words.countersign}
      {...(isWaiting && { tone: 'primary' as const })}
      title={words.countersignTitle(caseNumber)}
      act={words.countersign}
      keep={inbox.cancel}
      run={async () => {
        await api.countersignRequest({ id });
        signed();
      }}
    >
      <p>{isWaiting ? words.opensNow(name, cameraIds.length) : words.allowsExport(name, cameraIds.length)}</p>
      <p>{words.recorded}</p>
    </ActDialog>
  );
}
