// Stands in for the api and for a worker: serves, proves that it reaches both databases, drains on SIGTERM.
// Usage: node stand-in.mjs api | worker <roles>
import { createServer } from 'node:http';
import { Redis } from 'ioredis';
import pg from 'pg';

const [kind, roles] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const redis = new Redis(process.env.REDIS_URL.replace('unix://', ''), { maxRetriesPerRequest: 1 });
pool.on('error', () => {});
redis.on('error', () => {});

async function answer(request, response) {
  try {
    if (request.method === 'POST') await write(request.url.slice(1));
    response.end(JSON.stringify(await read()));
  } catch (error) {
    response.writeHead(503).end(String(error));
  }
}

async function write(word) {
  await pool.query('create table if not exists word (word text)');
  await pool.query('insert into word values ($1)', [word]);
  await redis.rpush('words', word);
}

async function read() {
  const { rows } = await pool.query("select word from word where to_regclass('word') is not null");
  return { postgres: rows.map(({ word }) => word), redis: await redis.lrange('words', 0, -1) };
}

const server = createServer(answer).listen(kind === 'api' ? Number(process.env.PORT) : 0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  console.log(
    JSON.stringify(kind === 'api' ? { ready: 'api', url, setupToken: 'once' } : { ready: 'worker', roles }),
  );
});

process.on('SIGTERM', async () => {
  await pool.query('select 1');
  await redis.ping();
  console.log('drained');
  process.exit(0);
});
