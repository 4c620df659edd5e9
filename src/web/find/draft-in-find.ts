import { useState } from 'preact/hooks';
import type { FootageRequest } from '../../client/api.ts';
import { api } from '../api/client.ts';
import { type Query, useQuery } from '../base/query.ts';
import { unwritten, type WrittenRequest, writtenIn } from '../request/written-request.ts';

/** The draft of a request while the user chooses its place and time. */
export interface Writing {
  readonly written: WrittenRequest;
  readonly change: (written: WrittenRequest) => void;
  /** That gets another place and time; absent for a request of its own. */
  readonly draft: FootageRequest | undefined;
  readonly query: Query<FootageRequest>;
}

/** Begins with the words of a draft, if one is named, and keeps what is typed for as long as one looks around. */
export function useWriting(draftId: string | undefined): Writing {
  const [typed, setTyped] = useState<{
    readonly of?: string | undefined;
    readonly written: WrittenRequest;
  }>();
  const query = useQuery(draftId === undefined ? undefined : `request ${draftId}`, (signal) =>
    api.getRequest({ id: draftId ?? '' }, { signal }),
  );
  const draft = query.data?.state === 'draft' ? query.data : undefined;
  const initial = draft ? writtenIn(draft) : unwritten;
  return {
    written: typed && typed.of === draftId ? typed.written : initial,
    change: (written) => setTyped({ of: draftId, written }),
    draft,
    query,
  };
}
