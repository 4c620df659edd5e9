import { settings } from './schema.ts';
import type { Setting } from './setting.ts';

/**
 * The pages generated from the table of settings. A test fails when the files beside this one are not
 * current.
 */

const all: readonly Setting<unknown>[] = Object.values(settings);

const introduction = `# Configuration

Everything is set through environment variables, read once at start; with none set, the program runs on its embedded
default. All faults are reported together, and a misspelt \`MINHCHUNG_…\` variable is refused. An empty value counts as
absent.

\`MINHCHUNG_CONFIG=/path/of/a/file\` names a file with lines \`NAME=value\`, as in \`example.env\`; there
every unknown name is refused. The environment overrides it. Keep secrets in this file, readable by the service only.

Generated from \`schema.ts\`; run the unit tests with \`-u\` after a change.
`;

/** config/README.md */
export function referencePage(): string {
  const entries = all.map(({ variable, fallback, meaning }) =>
    listItem(`\`${variable}\`${fallback ? ` (\`${fallback}\`)` : ''}: ${meaning}`),
  );
  return `${introduction}\nDefaults are in brackets.\n\n${entries.join('')}`;
}

/** config/example.env: every setting, commented out, at its default. */
export function exampleEnv(): string {
  const entries = all.map(
    ({ variable, fallback, meaning }) => `# ${meaning}\n#${variable}=${fallback ?? ''}\n`,
  );
  return entries.join('\n');
}

/** A list item of Markdown in lines of up to 120 characters. */
function listItem(text: string): string {
  const lines: string[] = ['-'];
  for (const word of text.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`;
    if (longer.length <= 120) lines[lines.length - 1] = longer;
    else lines.push(`  ${word}`);
  }
  return lines.map((line) => `${line}\n`).join('');
}
