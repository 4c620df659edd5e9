import type { TrackedFile } from './tracked-files.ts';

/** What a person may see of the service, read out of the sources. A value in a message is `…`. */

const literal = /(['`])((?:(?!\1).)+)\1/.source;
/** The message of an error: of set-up, of one of the short forms, or of the class itself; or a warning of a start. */
const thrown = new RegExp(
  `(?:new SetupStopped\\(|invalidOption\\(|report\\(|(?:unavailable|invalid|notFound)\\(\\s*'[a-z0-9-]+',|new AppError\\(\\s*'[a-z-]+',\\s*'[a-z0-9-]+',)\\s*${literal}`,
  'g',
);

export const thrownMessages = (files: readonly TrackedFile[]): string[] =>
  files.flatMap(({ text }) => [...text.matchAll(thrown)].map(([, , message = '']) => asSeen(message)));

/** The names of everything that readiness asks for. A name that ends in a value is one for each of `roles`. */
export const needNames = (files: readonly TrackedFile[], roles: readonly string[]): string[] =>
  files.flatMap(({ text }) =>
    [...text.matchAll(/\bname: (['`])([\w:${}]+)\1,\s*check\b/g)].flatMap(([, , name = '']) =>
      name.endsWith('}') ? roles.map((role) => name.replace(/\$\{\w+\}$/, role)) : [name],
    ),
  );

const reasons = [/\black\(\s*'[a-z-]+',\s*(['`])(.+?)\1/g, /\bdoubt\('[a-z-]+', (['`])(.+?)\1\)/g];

/** Why something that readiness asks for is missing. */
export const needReasons = (files: readonly TrackedFile[]): string[] =>
  files.flatMap(({ text }) =>
    reasons.flatMap((pattern) => [...text.matchAll(pattern)].map(([, , reason = '']) => asSeen(reason))),
  );

/** First line only, with `…` for each value. */
const asSeen = (message: string): string =>
  (message.split('\\n')[0] ?? '').replaceAll(/\$\{[^}]*\}/g, '…').replace(/:$/, '');
