import type { SameStation } from '../../client/index.ts';
import { useMessages } from '../messages/language.tsx';

interface StationProps {
  readonly same: SameStation | undefined;
}

/** That a second person acted where the first one had acted. It blocks nothing. */
export function SameStationMark({ same }: StationProps) {
  const { stations: words } = useMessages();
  return same ? <span class="state">{words.same[same]}</span> : null;
}

/** The same of the reader, before they answer. */
export function FromHere({ same }: StationProps) {
  const { stations: words } = useMessages();
  return same ? <p class="hint">{words.here[same]}</p> : null;
}
