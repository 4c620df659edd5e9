import { z } from 'zod';
import { type Answers, answersBytes, bytes, type Reply, type UserCall } from '../route.ts';

const html = 'text/html; charset=utf-8';
/** The page brings its style with it, so that it can be kept as a file; nothing else in it does anything. */
const headers = {
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

/** `language`: `vi`, which is the default, or `en`. */
export const printedPageQuery = z.object({ language: z.string().optional() });

export const answersPrintedPage: Answers = answersBytes(html, {
  'Content-Security-Policy': 'Lets the page have its style.',
});

/** One of the words of a page, by the language that the caller asked for. */
export const inLanguage = <Words>({ query }: Pick<UserCall, 'query'>, vi: Words, en: Words): Words =>
  query.language === 'en' ? en : vi;

export const printedPage = (text: string): Reply => bytes(html, Buffer.from(text), headers);
