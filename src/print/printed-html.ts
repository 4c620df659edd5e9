import { Html, html } from './html.ts';
import { paperStyle } from './paper-style.ts';

interface Page {
  readonly lang: 'vi' | 'en';
  readonly title: string;
}

/** A page of HTML around what is printed, with its style in it. */
export const printedHtml = ({ lang, title }: Page, body: Html): string =>
  html`<!doctype html>
<html lang="${lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${new Html(paperStyle)}</style>
</head>
<body>
${body}
</body>
</html>
`.text;
