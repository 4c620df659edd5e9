import { minutesEn } from '../papers/minutes-en.ts';
import type { HandOverWords } from './hand-over-words.ts';

/** The Vietnamese form in English, part by part. */
export const handOverEn: HandOverWords = {
  ...minutesEn,
  title: 'MINUTES',
  subtitle: 'of the handing over of a bundle of camera footage',
  bundle: {
    title: 'IV. THE BUNDLE',
    caseNumber: 'Case number',
    requestId: 'Request',
    exportId: 'Bundle',
    file: 'File',
    content: 'Content',
    amount: (files, bytes) => `${files} files, the bundle has ${bytes} bytes`,
    digest: 'SHA-256 of the manifest (file manifest.json)',
    digestIntro:
      'The manifest names the SHA-256 of every file in the bundle, so this digest stands for all of it. The verifier shows it when it has verified the bundle.',
  },
  confirmed: {
    title: 'V. CONFIRMED BY THE RECEIVER',
    text: 'The receiver has received this bundle and verified it with the verifier; the SHA-256 of the manifest that the verifier shows is the one in section IV.',
  },
};
