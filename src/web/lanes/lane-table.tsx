import { useState } from 'preact/hooks';
import type { CameraFootage } from '../api/shapes.ts';
import { useMessages } from '../messages/language.tsx';
import { rangeText, textWithin } from '../time/format.ts';
import { isGap, type Lane, recordedShare } from './lane.ts';
import { partName } from './part-name.ts';

interface LaneTableProps {
  readonly cameras: readonly CameraFootage[];
  readonly lanes: readonly Lane[];
  readonly fromMs: number;
  readonly toMs: number;
}

/** The canvas as a table, for screen readers and for exact reading. A month of a ward has 50 000 rows: they are made when it is opened. */
export function LaneTable(props: LaneTableProps) {
  const { lanes: words } = useMessages();
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="small" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.asTable}</summary>
      {isOpen && <Table {...props} />}
    </details>
  );
}

function Table({ cameras, lanes, fromMs, toMs }: LaneTableProps) {
  const messages = useMessages();
  const { lanes: words } = messages;
  const textOf = textWithin(fromMs, toMs);
  return (
    <div class="scroll-x">
      <table>
        <caption class="hidden-text">
          {words.title} {rangeText(fromMs, toMs)}
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.camera}</th>
            <th scope="col">{words.title}</th>
          </tr>
        </thead>
        <tbody>
          {cameras.map((camera, row) => (
            <tr key={camera.id}>
              <th scope="row">{camera.name}</th>
              <td>
                {words.share(percent(recordedShare(lanes[row]?.parts ?? [], fromMs, toMs)))}
                <ul class="plain-list">
                  {lanes[row]?.parts
                    .filter(({ kind }) => isGap(kind) || kind === 'live')
                    .map((part) => (
                      <li key={part.fromMs} class="number">
                        {textOf(part.fromMs)} – {textOf(part.toMs)} {partName(part, messages)}
                      </li>
                    ))}
                  <Records lane={lanes[row]} textOf={textOf} />
                  {lanes[row]?.held.map((range) => (
                    <li key={`held ${range.fromMs}`} class="number">
                      {textOf(range.fromMs)} – {textOf(range.toMs)} {words.held}
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What stands otherwise in the evidence log than sealed; or that all is sealed, or nothing was compared. */
function Records({
  lane,
  textOf,
}: {
  readonly lane: Lane | undefined;
  readonly textOf: (ms: number) => string;
}) {
  const { records: words } = useMessages();
  if (!lane?.records) return <li>{words.unchecked}</li>;
  const { pending, altered } = lane.records;
  const rows = [
    ...altered.map((time) => ({ ...time, text: words.kinds[time.kind] })),
    ...pending.map((time) => ({ ...time, kind: 'pending', text: words.pending })),
  ];
  if (rows.length === 0) return <li>{words.allSealed}</li>;
  return (
    <>
      {rows.map(({ fromMs, toMs, kind, text }) => (
        <li key={`${kind} ${fromMs}`} class="number">
          {textOf(fromMs)} – {textOf(toMs)} {text}
        </li>
      ))}
    </>
  );
}

/** Never rounded up to all of it. */
const percent = (share: number): string => `${Math.floor(share * 100)} %`;
