import { EventEmitter, once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** What a program on the stage is to do next. Without `status` it goes on waiting. */
export interface Part {
  /** Written before anything else, by path, and executable. */
  readonly files?: Readonly<Record<string, string>>;
  /** Starts another stand-in below this one. */
  readonly child?: string;
  /** Reports this signal from now on, instead of ending by it. */
  readonly endures?: NodeJS.Signals;
  /** Written to stderr. */
  readonly complaint?: string;
  /** Ends it with this exit status. */
  readonly status?: number;
}

interface Fact {
  readonly name?: string;
  readonly args?: readonly string[];
  readonly execPath?: string;
  readonly pid?: number;
  readonly path?: string;
  readonly signal?: string;
  readonly done?: boolean;
}

/** A program that was started and waits for what it is to do. */
export class Actor {
  readonly name: string;
  readonly args: readonly string[];
  readonly execPath: string;
  readonly pid: number;
  /** Its PATH. */
  readonly path: string;
  /** Resolves when its process has ended, however it did. */
  readonly ended: Promise<unknown>;
  readonly #socket: Socket;
  readonly #facts: AsyncIterator<string>;

  constructor(socket: Socket, first: Fact, facts: AsyncIterator<string>) {
    this.name = first.name ?? '';
    this.args = first.args ?? [];
    this.execPath = first.execPath ?? '';
    this.pid = first.pid ?? 0;
    this.path = first.path ?? '';
    this.ended = new Promise((resolve) => socket.once('close', resolve));
    this.#socket = socket;
    this.#facts = facts;
  }

  /** Resolves when it has done its part. */
  async act(part: Part): Promise<void> {
    this.#socket.write(`${JSON.stringify(part)}\n`);
    await this.#next(({ done }) => done === true);
    if (part.status !== undefined) await this.ended;
  }

  /** Resolves when it reports a signal that it endures. */
  signalled(): Promise<void> {
    return this.#next(({ signal }) => signal !== undefined);
  }

  async #next(isIt: (fact: Fact) => boolean): Promise<void> {
    for (;;) {
      const line: IteratorResult<string, unknown> = await this.#facts.next();
      if (line.done) throw new Error(`${this.name} ended`);
      if (isIt(JSON.parse(line.value) as Fact)) return;
    }
  }
}

/** The socket at which stand-ins report, and the actors that came. */
export class Stage {
  readonly #server: Server;
  readonly #waiting: Actor[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #arrivals = new EventEmitter();

  private constructor(server: Server) {
    this.#server = server;
    server.on('connection', (socket) => void this.#enter(socket));
  }

  static async open(path: string): Promise<Stage> {
    const server = createServer();
    const stage = new Stage(server);
    await once(server.listen(path), 'listening');
    return stage;
  }

  async #enter(socket: Socket): Promise<void> {
    this.#sockets.add(socket);
    // A program that is killed may reset the connection.
    socket.on('error', () => {});
    const facts = createInterface(socket)[Symbol.asyncIterator]();
    const line: IteratorResult<string, unknown> = await facts.next();
    if (line.done) return;
    this.#waiting.push(new Actor(socket, JSON.parse(line.value) as Fact, facts));
    this.#arrivals.emit('actor');
  }

  /** The next program of that name, as soon as it is started. */
  async next(name: string): Promise<Actor> {
    for (;;) {
      const index = this.#waiting.findIndex((actor) => actor.name === name);
      const [actor] = index < 0 ? [] : this.#waiting.splice(index, 1);
      if (actor) return actor;
      await once(this.#arrivals, 'actor');
    }
  }

  /** The names of programs that were started and that no test took. */
  get untaken(): readonly string[] {
    return this.#waiting.map(({ name }) => name);
  }

  /** Ends every program that is still there. */
  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
