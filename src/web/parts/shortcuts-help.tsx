import { useRef } from 'preact/hooks';
import { useMessages } from '../messages/language.tsx';
import type { Messages } from '../messages/vi.ts';
import { Icon } from './icon.tsx';
import { useShortcut } from './shortcut.ts';

type KeyMeaning = readonly [keys: readonly string[], meaning: string];

const laneKeys = (words: Messages['timeline']): readonly KeyMeaning[] => [
  [['+', '−', '0'], words.keys],
  [['←', '→', 'Home', 'End'], words.moveKeys],
];

const watchKeys = (words: Messages['shortcuts']): readonly KeyMeaning[] => [
  [[words.spaceKey], words.space],
  [[',', '.'], words.frames],
  [['J', 'K', 'L'], words.jkl],
  [['<', '>'], words.speed],
  [['F'], words.fullScreen],
  [['+', '−', '0'], words.zoom],
  [['←', '→', '↑', '↓'], words.pan],
  [['[', ']'], words.marks],
  [['M'], words.note],
  [['1', '…', '9'], words.camera],
];

interface ShortcutsHelpProps {
  /** Whether the user has a page to search for places. */
  readonly searches: boolean;
  /** Whether the user sees footage. */
  readonly watches: boolean;
}

/** The keys of the user's pages; `?` shows them on every page. */
export function ShortcutsHelp({ searches, watches }: ShortcutsHelpProps) {
  const { shortcuts: words, timeline, common } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  useShortcut('?', () => dialog.current?.showModal());
  const keys: readonly KeyMeaning[] = [
    ...(searches ? ([[['/'], words.place]] as const) : []),
    ...(watches ? watchKeys(words) : []),
    ...(searches || watches ? laneKeys(timeline) : []),
    [['Tab'], words.nextField],
    [['Esc'], words.escape],
    [['?'], words.help],
  ];
  return (
    <>
      <button
        type="button"
        class="plain keys"
        aria-label={words.title}
        title={`${words.title} (?)`}
        onClick={() => dialog.current?.showModal()}
      >
        <Icon name="keyboard" />
      </button>
      <dialog ref={dialog} aria-labelledby="shortcuts-title">
        <form method="dialog" class="stack">
          <h2 id="shortcuts-title">{words.title}</h2>
          <table>
            <tbody>
              {keys.map(([names, meaning]) => (
                <tr key={meaning}>
                  <th scope="row">
                    {names.map((name) => (
                      <kbd key={name}>{name}</kbd>
                    ))}
                  </th>
                  <td>{meaning}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <div class="actions">
            <button type="submit">{common.close}</button>
          </div>
        </form>
      </dialog>
    </>
  );
}
