import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Child, startChild } from '../../scripts/service/child.ts';
import { prepareRedis, redisUrl } from '../../scripts/service/redis.ts';

/** A real redis-server of a test file's own, on a socket, that can go away and come back with its data. */
export class TestRedis {
  private child: Child<true> | undefined;

  private constructor(private readonly directory: string) {}

  static async start(): Promise<TestRedis> {
    const redis = await TestRedis.notStarted();
    await redis.comeBack();
    return redis;
  }

  static async notStarted(): Promise<TestRedis> {
    return new TestRedis(await mkdtemp(join(tmpdir(), 'redis-')));
  }

  get url(): string {
    return redisUrl(this.directory);
  }

  async comeBack(): Promise<void> {
    const path = process.env.PATH ?? '';
    const options = {
      dataDir: this.directory,
      runDir: this.directory,
      path,
      user: undefined,
      onLine: () => {},
    };
    this.child = startChild(await prepareRedis(options));
    await this.child.ready;
  }

  async goAway(): Promise<void> {
    await this.child?.stop();
  }

  async close(): Promise<void> {
    await this.goAway();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** A way to a Redis that a test can cut, so that whoever takes it is as good as killed. */
export class RedisWay {
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;

  private constructor(private readonly path: string) {}

  static async to({ url }: TestRedis): Promise<RedisWay> {
    const way = new RedisWay(url.slice('unix://'.length));
    await way.mend();
    return way;
  }

  get url(): string {
    return `unix://${this.path}.way`;
  }

  async mend(): Promise<void> {
    this.server = createServer((near) => {
      const far = connect(this.path);
      for (const socket of [near, far]) {
        this.sockets.add(socket);
        socket.on('error', () => {});
        socket.on('close', () => (socket === near ? far : near).destroy());
      }
      near.pipe(far).pipe(near);
    });
    this.server.listen(`${this.path}.way`);
    await once(this.server, 'listening');
  }

  async cut(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.sockets.clear();
    if (this.server?.listening) await once(this.server.close(), 'close');
  }
}
