import { useMessages } from '../messages/language.tsx';

/** Anybody can check it, without us: what stands in the archive, and with what. */
export function HowToVerify() {
  const { takeAway: words } = useMessages();
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
    </details>
  );
}
