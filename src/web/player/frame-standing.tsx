import { type LaneRecords, standingAt } from '../lanes/lane-records.ts';
import { useMessages } from '../messages/language.tsx';

/** Said in words and by a sign, never by colour alone. */
const signs = { sealed: '●', pending: '○', altered: '✕' } as const;

interface FrameStandingProps {
  /** Absent where nothing was compared with the log. */
  readonly records: LaneRecords | undefined;
  readonly frameMs: number;
}

/** How the footage of the shown frame stands to the evidence log. */
export function FrameStanding({ records, frameMs }: FrameStandingProps) {
  const { records: words } = useMessages();
  const standing = records && standingAt(records, frameMs);
  return (
    <span class={`player-standing is-${standing ?? 'unchecked'}`}>
      <span class="hidden-text">{words.standing}: </span>
      {standing && <span aria-hidden="true">{signs[standing]} </span>}
      {standing ? words[standing] : words.unchecked}
    </span>
  );
}
