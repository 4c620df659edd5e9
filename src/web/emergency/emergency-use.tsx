import type { FootageRequest } from '../../client/index.ts';
import { useLanguage } from '../messages/language.tsx';
import { sizeText } from '../parts/amount.ts';

/** What an open emergency has given out of what it may before its review. */
export function EmergencyUse({ request }: { readonly request: FootageRequest }) {
  const { messages, language } = useLanguage();
  const { emergencies: words } = messages;
  const { emergencyUse: use, emergency } = request;
  if (!use) return null;
  const served = words.served(sizeText(use.servedBytes, language), sizeText(use.mostBytes, language));
  const stills = use.mostStills === undefined ? words.stillsFree : words.stills(use.stills, use.mostStills);
  return (
    <p class="notice number">
      {served} · {stills}. {emergency?.countersignature && words.isCountersigned}
    </p>
  );
}
