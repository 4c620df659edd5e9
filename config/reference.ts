import { type Setting, settings } from './schema.ts';

/** The pages generated from the settings' table; a test keeps the files beside this one current. */

const all: readonly Setting<unknown>[] = Object.values(settings);

const introduction = `# Configuration

Everything is set through environment variables, read once at start; with none set, the program runs on its embedded
default. All faults are reported together, and a misspelt \`MINHCHUNG_…\` variable is refused. An empty value counts as
absent.

\`MINHCHUNG_CONFIG=/path/of/a/file\` names a file with lines \`NAME=value\` of the same names, as in \`example.env\`; there
every unknown name is refused. What the environment sets as well wins. Keep secrets in it, readable by the service alone.

Generated from \`schema.ts\`; run the unit tests with \`-u\` after a change.
`;

type Row = readonly [string, string, string];

/** config/README.md */
export function referencePage(): string {
  const rows = all.map(
    ({ variable, fallback, meaning }): Row => [`\`${variable}\``, fallback ? `\`${fallback}\`` : '', meaning],
  );
  return `${introduction}\n${table(['variable', 'default', 'meaning'], rows)}`;
}

/** config/example.env: every setting, commented out, at its default. */
export function exampleEnv(): string {
  const entries = all.map(
    ({ variable, fallback, meaning }) => `# ${meaning}\n#${variable}=${fallback ?? ''}\n`,
  );
  return entries.join('\n');
}

/** A Markdown table with its columns aligned, as the formatter wants it. */
function table(head: Row, rows: readonly Row[]): string {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  const rule = widths.map((width) => '-'.repeat(width));
  return [head, rule, ...rows].map(line).join('');
}
