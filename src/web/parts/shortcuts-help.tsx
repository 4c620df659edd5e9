import { useRef } from 'preact/hooks';
import { useMessages } from '../messages/language.tsx';
import { Icon } from './icon.tsx';
import { useShortcut } from './shortcut.ts';

/** The keys of the officer's screens; `?` shows them. */
export function ShortcutsHelp() {
  const { shortcuts: words, common } = useMessages();
  const dialog = useRef<HTMLDialogElement>(null);
  useShortcut('?', () => dialog.current?.showModal());
  const keys: readonly [keys: readonly string[], meaning: string][] = [
    [['/'], words.place],
    [[words.spaceKey], words.space],
    [[',', '.'], words.frames],
    [['J', 'K', 'L'], words.jkl],
    [['<', '>'], words.speed],
    [['F'], words.fullScreen],
    [['+', '−', '0'], words.zoom],
    [['←', '→', '↑', '↓'], words.pan],
    [['[', ']'], words.marks],
    [['1', '…', '9'], words.camera],
    [['?'], words.help],
  ];
  return (
    <>
      <button type="button" class="plain small" onClick={() => dialog.current?.showModal()}>
        <Icon name="keyboard" />
        {words.title}
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
