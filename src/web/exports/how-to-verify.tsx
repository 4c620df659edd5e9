import { useMessages } from '../messages/language.tsx';

/** How anyone verifies a bundle without this service. */
export function HowToVerify() {
  const { exports: words } = useMessages();
  return (
    <details class="small">
      <summary>{words.verify}</summary>
      <ol>
        {words.verifySteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <p>
        <code>sha256sum -c SHA256SUMS</code>
      </p>
      <p>
        <code>certutil -hashfile &lt;{words.file}&gt; SHA256</code>
      </p>
      <p>
        <code>minhchung verify --policy policy.txt &lt;{words.file}&gt;.zip</code>
      </p>
    </details>
  );
}
