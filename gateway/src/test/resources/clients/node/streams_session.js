// node-pg: cursors, query streams and COPY streams.
const { Client } = require('pg');
const Cursor = require('pg-cursor');
const QueryStream = require('pg-query-stream');
const { from: copyFrom, to: copyTo } = require('pg-copy-streams');
const { pipeline } = require('node:stream/promises');
const { Readable, Writable } = require('node:stream');

const LONG = "select i, 'row ' || i as name from generate_series(1, $1::int) i order by i";

async function show(label, question) {
  try {
    console.log(`${label}: ${JSON.stringify(await question())}`);
  } catch (error) {
    console.log(`${label}: ${error.code}`);
  }
}

async function main() {
  const client = new Client({ ssl: { rejectUnauthorized: false } });
  await client.connect();
  await client.query('begin');
  const cursors = [client.query(new Cursor(LONG, [5000]))];
  await show('cursor', async () => [(await cursors[0].read(2)), (await cursors[0].read(100)).length]);
  await show('cursor rest', async () => (await cursors[0].read(100000)).length);
  await show('cursor end', async () => cursors[0].read(10));
  await cursors[0].close();
  const closed = client.query(new Cursor(LONG, [100000]));
  await show('closed early', async () => closed.read(3));
  await closed.close();
  await show('after close', async () => (await client.query('select 1 as one')).rows);
  const failing = client.query(new Cursor('select 10 / (i - 500) as q from generate_series(1, 1000) i', []));
  await show('failing', async () => {
    let count = 0;
    for (;;) {
      const rows = await failing.read(100);
      count += rows.length;
      if (rows.length === 0) return count;
    }
  });
  await client.query('rollback');
  await show('stream', async () => {
    let count = 0, sum = 0;
    for await (const row of client.query(new QueryStream(LONG, [20000], { batchSize: 250 }))) {
      count++;
      sum += row.i;
    }
    return [count, sum];
  });
  await show('stream left', async () => {
    for await (const row of client.query(new QueryStream(LONG, [20000], { batchSize: 10 }))) {
      if (row.i === 25) return row;
    }
    return null;
  });
  await client.query('create table streamed(a int, b text, c date)');
  function* lines() {
    for (let i = 0; i < 20000; i++) yield `${i}\trow ${i}\t2024-03-${String(1 + (i % 31)).padStart(2, '0')}\n`;
  }
  await show('copy in', async () => {
    const stream = client.query(copyFrom('copy streamed from stdin'));
    await pipeline(Readable.from(lines()), stream);
    return stream.rowCount;
  });
  await show('copied', async () => (await client.query('select count(*)::int, sum(a)::int, max(c)::text from streamed')).rows);
  await show('copy out', async () => {
    let bytes = 0;
    const stream = client.query(copyTo('copy (select * from streamed order by a) to stdout (format csv, header)'));
    await pipeline(stream, new Writable({ write(chunk, _, done) { bytes += chunk.length; done(); } }));
    return [bytes, stream.rowCount];
  });
  await show('copy bad', async () => {
    const stream = client.query(copyFrom('copy streamed from stdin'));
    await pipeline(Readable.from(['1\tx\t2024-01-01\n', 'x\ty\tz\n']), stream);
    return stream.rowCount;
  });
  await show('kept', async () => (await client.query('select count(*)::int from streamed')).rows);
  await client.end();
}

main();
