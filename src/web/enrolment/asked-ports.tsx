import type { AskedPort } from '../../client/index.ts';
import { useMessages } from '../messages/language.tsx';

interface AskedPortsProps {
  readonly ports: readonly AskedPort[];
}

/** What the ports of a host answered when it was asked by ONVIF: a line for each answer. */
export function AskedPorts({ ports }: AskedPortsProps) {
  const { discovery: words } = useMessages();
  const answers = [...new Set(ports.map(({ answer }) => answer))];
  return (
    <ul class="plain-list">
      {answers.map((answer) => (
        <li key={answer} class="hint">
          {words.port} <span class="number">{portsWith(ports, answer)}</span>: {words.looks[answer]}
        </li>
      ))}
    </ul>
  );
}

const portsWith = (ports: readonly AskedPort[], answer: AskedPort['answer']): string =>
  ports
    .filter((each) => each.answer === answer)
    .map(({ port }) => port)
    .join(', ');
