import { useSubmit } from '../base/submit.ts';
import { useLanguage } from '../messages/language.tsx';
import { ProblemNotice } from './fault.tsx';

export function LanguageSwitch() {
  const { language, messages, speak } = useLanguage();
  const { switchLanguage, switchLanguageLabel } = messages.frame;
  const { run, problem } = useSubmit(() => speak(language === 'vi' ? 'en' : 'vi'));
  return (
    <>
      <button
        type="button"
        class="plain"
        aria-label={switchLanguageLabel}
        title={switchLanguage}
        onClick={() => void run()}
      >
        <span aria-hidden="true">
          {language === 'vi' ? <b>VI</b> : 'VI'}/{language === 'en' ? <b>EN</b> : 'EN'}
        </span>
      </button>
      <ProblemNotice problem={problem} />
    </>
  );
}
