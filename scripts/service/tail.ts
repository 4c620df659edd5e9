/** The last lines of an output, for the message about a process that failed. */
export interface Tail {
  push(line: string): void;
  text(): string;
}

export function tail(most: number): Tail {
  const lines: string[] = [];
  return {
    push: (line) => {
      lines.push(line);
      if (lines.length > most) lines.shift();
    },
    text: () => lines.join('\n'),
  };
}
