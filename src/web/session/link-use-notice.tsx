import { useState } from 'preact/hooks';
import { useUser } from '../base/session.tsx';
import { useMessages } from '../messages/language.tsx';
import { zonedText } from '../time/format.ts';
import { isNewLinkUse, rememberLinkUse } from './link-use.ts';

/** Tells whoever signs in that a one-time link of the account was used: nobody else uses one silently. */
export function LinkUseNotice() {
  const { link: words } = useMessages();
  const user = useUser();
  const [isShown, setShown] = useState(isNewLinkUse(user));
  if (!isShown || !user.linkUsed) return null;
  const { at, address } = user.linkUsed;
  const close = () => {
    rememberLinkUse(user);
    setShown(false);
  };
  return (
    <div class="notice account-notice">
      <p>{words.wasUsed(zonedText(Date.parse(at)), address)}</p>
      <button type="button" onClick={close}>
        {words.itWasMe}
      </button>
    </div>
  );
}
