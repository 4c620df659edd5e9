/** The last lines of output, for the error of a failed process. */
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
