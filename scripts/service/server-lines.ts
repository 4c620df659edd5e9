/** Lines of the embedded servers that matter to an operator. */
const worthTelling: Readonly<Record<string, RegExp>> = {
  postgres: /\b(?:WARNING|ERROR|FATAL|PANIC):/,
  redis: /warning|error|fail|corrupt|can't/i,
};

/** Whether an operator needs a log line: all lines of our own processes, few of the embedded servers. */
export const isWorthTelling = (name: string, line: string): boolean =>
  worthTelling[name]?.test(line) ?? line.trim() !== '';
