/** What people call the browser of a `User-Agent`, with its major version; most claim to be several, the truest first. */
const names: readonly (readonly [token: RegExp, name: string])[] = [
  [/Edg\/(\d+)/, 'Edge'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/Chrome\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari\//, 'Safari'],
];

/** `Chrome 156`; of anything else what it says of itself. */
export function browserName(agent: string): string {
  for (const [token, name] of names) {
    const [, version] = token.exec(agent) ?? [];
    if (version !== undefined) return `${name} ${version}`;
  }
  return agent;
}
