import { useMessages } from '../messages/language.tsx';

/** Over the picture: what is shown is no original. */
export function CopyLine() {
  const { player: words } = useMessages();
  return <p class="player-copy">{words.copy}</p>;
}

/** In the player's text: why, and where the original is. */
export function CopyText() {
  const { player: words } = useMessages();
  return <p class="player-standing">{words.copyText}</p>;
}
