import { useLanguage } from '../messages/language.tsx';

export function LanguageSwitch() {
  const { language, messages, speak } = useLanguage();
  const { switchLanguage, switchLanguageLabel } = messages.frame;
  return (
    <button
      type="button"
      class="plain"
      aria-label={switchLanguageLabel}
      title={switchLanguage}
      onClick={() => speak(language === 'vi' ? 'en' : 'vi')}
    >
      <span aria-hidden="true">
        {language === 'vi' ? <b>VI</b> : 'VI'}/{language === 'en' ? <b>EN</b> : 'EN'}
      </span>
    </button>
  );
}
