import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

export interface ReceivedMail {
  readonly to: string;
  /** Headers and body, as they came. */
  readonly raw: string;
}

/** A mail server that speaks as much SMTP (RFC 5321) as a client needs, and keeps what it is given. */
export interface SmtpReceiver {
  readonly url: string;
  readonly mails: readonly ReceivedMail[];
  /** What it answers to receivers: 250 takes them. */
  answers: string;
  close(): Promise<void>;
}

export async function startSmtpReceiver(): Promise<SmtpReceiver> {
  const mails: ReceivedMail[] = [];
  const sockets = new Set<Socket>();
  const receiver = { answers: '250 taken' };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    converse(socket, { mails, answer: () => receiver.answers });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(receiver, {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () =>
      new Promise<void>((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  });
}

function converse(
  socket: Socket,
  { mails, answer }: { readonly mails: ReceivedMail[]; readonly answer: () => string },
): void {
  let rest = '';
  let to = '';
  let data: string[] | undefined;
  const say = (line: string) => socket.write(`${line}\r\n`);
  const hear = (line: string): void => {
    if (data && line !== '.') {
      data.push(line.replace(/^\./, ''));
      return;
    }
    if (data) {
      mails.push({ to, raw: data.join('\n') });
      data = undefined;
      say('250 kept');
      return;
    }
    if (/^(?:EHLO|HELO)/i.test(line)) say('250 receiver');
    else if (/^RCPT TO:/i.test(line)) {
      to = /<([^>]*)>/.exec(line)?.[1] ?? '';
      say(answer());
    } else if (/^DATA/i.test(line)) {
      data = [];
      say('354 go on');
    } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n');
    else say('250 fine');
  };
  say('220 receiver ready');
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(line);
  });
}
