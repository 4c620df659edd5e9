import { useEffect, useState } from 'preact/hooks';
import { type VerifierLanguage, type VerifierReport, verifyBundle } from '../verify/index.ts';
import { blobSource } from './blob-source.ts';
import { trustedBy } from './entered-trust.ts';
import { type EnteredKeys, KeyFields } from './key-fields.tsx';
import { pageWords } from './page-words.ts';
import { ReportView } from './report-view.tsx';
import { hasEd25519, webPlatform } from './web-platform.ts';

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'verifying'; readonly percent: number }
  | { readonly kind: 'verified'; readonly report: VerifierReport }
  | { readonly kind: 'refused'; readonly why: 'chooseBundle' | 'enterKey' | 'unreadable' };

const usersLanguage = (): VerifierLanguage => (navigator.language.startsWith('en') ? 'en' : 'vi');

/** The whole page: what the person brings, and what was found. */
export function VerifierPage() {
  const [language, setLanguage] = useState(usersLanguage);
  const [isAble, setAble] = useState(true);
  const [bundle, setBundle] = useState<File>();
  const [keys, setKeys] = useState<EnteredKeys>({ log: '', export: '', policy: '' });
  const [state, setState] = useState<State>({ kind: 'idle' });
  const words = pageWords[language];
  useEffect(() => void hasEd25519().then(setAble), []);
  useEffect(() => {
    document.documentElement.lang = language;
    document.title = `Minh Chứng: ${words.title}`;
  }, [language, words]);
  const start = (event: Event) => {
    event.preventDefault();
    void verified(bundle, keys, setState).then(setState);
  };
  return (
    <main>
      <header>
        <span class="mark">Minh Chứng</span>
        <button type="button" class="language" onClick={() => setLanguage(language === 'vi' ? 'en' : 'vi')}>
          {words.otherLanguage}
        </button>
      </header>
      <h1>{words.title}</h1>
      <p class="intro">{words.intro}</p>
      {!isAble && <p class="refused">{words.noEd25519}</p>}
      <form onSubmit={start}>
        <label>
          {words.bundle}
          <input
            type="file"
            accept=".zip"
            onChange={({ currentTarget }) => {
              setBundle(currentTarget.files?.[0]);
              setState({ kind: 'idle' });
            }}
          />
        </label>
        <KeyFields words={words} keys={keys} onChange={setKeys} />
        <button type="submit" disabled={state.kind === 'verifying' || !isAble}>
          {state.kind === 'verifying' ? words.verifying(state.percent) : words.verify}
        </button>
      </form>
      <div aria-live="polite">
        {state.kind === 'refused' && <p class="refused">{words[state.why]}</p>}
        {state.kind === 'verified' && <ReportView report={state.report} language={language} />}
      </div>
      <p class="limits">{words.limits}</p>
    </main>
  );
}

async function verified(
  bundle: File | undefined,
  keys: EnteredKeys,
  onProgress: (state: State) => void,
): Promise<State> {
  if (!bundle) return { kind: 'refused', why: 'chooseBundle' };
  const trusted = trustedBy(keys);
  if (!trusted) return { kind: 'refused', why: 'enterKey' };
  const source = blobSource(bundle, (bytes) =>
    onProgress({ kind: 'verifying', percent: Math.min(99, Math.floor((100 * bytes) / bundle.size)) }),
  );
  try {
    return { kind: 'verified', report: await verifyBundle(source, webPlatform, { trusted }) };
  } catch (error) {
    console.error(error);
    return { kind: 'refused', why: 'unreadable' };
  }
}
