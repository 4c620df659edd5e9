import type { MailState } from '../../client/index.ts';
import { Link } from '../base/location.tsx';
import { useUser } from '../base/session.tsx';
import { useLanguage, useMessages } from '../messages/language.tsx';
import { countText } from '../parts/amount.ts';

/** Whether mail about the service reaches anybody. */
export function MailPanel({ mail }: { readonly mail: MailState }) {
  const { messages, language } = useLanguage();
  const { system: words } = messages;
  const number = (value: number) => countText(value, language);
  const { hasServer, people, withoutAddress, unsent } = mail;
  return (
    <section class="panel stack tight" aria-label={words.mail}>
      <h2>{words.mail}</h2>
      <p class="hint">{words.mailAbout}</p>
      <ul class="plain-list stack tight well-or-not">
        <Fact isWell={hasServer}>{hasServer ? words.mailServer : words.noMailServer}</Fact>
        <Fact isWell={withoutAddress === 0}>
          {withoutAddress === 0
            ? words.allHaveAddresses
            : words.withoutAddress(number(withoutAddress), number(people))}
        </Fact>
        {unsent > 0 && <Fact isWell={false}>{words.unsent(number(unsent))}</Fact>}
      </ul>
      {withoutAddress > 0 && <Addresses />}
    </section>
  );
}

const Fact = ({ isWell, children }: { readonly isWell: boolean; readonly children: string }) => (
  <li class={isWell ? 'is-well' : 'is-bad'}>{children}</li>
);

function Addresses() {
  const { system: words } = useMessages();
  const { role } = useUser();
  return (
    <p class="row">
      <Link to="/account">{words.ownAddress}</Link>
      {role === 'admin' && <Link to="/users">{words.usersAddresses}</Link>}
    </p>
  );
}
