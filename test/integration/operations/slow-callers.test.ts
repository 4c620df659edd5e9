import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { loadConfig } from '../../../config/load.ts';
import { listen } from '../../../src/compose/listen.ts';

it('cuts a caller whose head does not come whole in its time, and answers others meanwhile', async () => {
  const config = loadConfig({ PORT: '0' });
  const server = await listen((_, response) => response.end('answered'), config, { headMs: 500 });
  const slow = connect(Number(new URL(server.urls[0]).port), '127.0.0.1');
  await once(slow, 'connect');
  slow.write('GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow:');
  const heard = text(slow);
  expect(await (await fetch(server.urls[0])).text()).toBe('answered');
  expect(await heard).toMatch(/^HTTP\/1\.1 408 /);
  await server.close();
});
