import { createHash } from 'node:crypto';

/**
 * A Vite plugin: puts script and style into the page itself, and lets the page load and send nothing else. Its content
 * security policy names both by their digests.
 */
export const oneFile = () => ({
  name: 'one-file',
  enforce: 'post',
  generateBundle(_options, bundle) {
    const files = Object.values(bundle);
    const page = files.find(({ fileName }) => fileName.endsWith('.html'));
    const script = files.find(({ type }) => type === 'chunk');
    const style = files.find(({ fileName }) => fileName.endsWith('.css'));
    const [code, css] = [script.code.trim().replaceAll('</script', '<\\/script'), style.source.trim()];
    page.source = page.source
      .replace(/<script type="module"[^>]*><\/script>\n?/, '')
      .replace(/<link rel="stylesheet"[^>]*>/, () => `<style>${css}</style>`)
      .replace('<meta charset="utf-8">', () => `<meta charset="utf-8">\n    ${policy(code, css)}`)
      .replace('</body>', () => `<script type="module">${code}</script>\n  </body>`);
    for (const { fileName } of [script, style]) delete bundle[fileName];
  },
});

const policy = (code, css) =>
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; base-uri 'none'; form-action 'none'; ` +
  `script-src '${digest(code)}'; style-src '${digest(css)}'">`;

const digest = (text) => `sha256-${createHash('sha256').update(text).digest('base64')}`;
