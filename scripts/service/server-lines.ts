/** What an embedded server says when it matters to whoever runs the service. */
const worthTelling: Readonly<Record<string, RegExp>> = {
  postgres: /\b(?:WARNING|ERROR|FATAL|PANIC):/,
  redis: /warning|error|fail|corrupt|can't/i,
};

/** Whether a log line is for an operator: all lines of our own processes are, the servers' chatter is not. */
export const isWorthTelling = (name: string, line: string): boolean =>
  worthTelling[name]?.test(line) ?? line.trim() !== '';
