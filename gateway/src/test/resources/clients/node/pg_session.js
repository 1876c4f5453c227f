// node-pg: types, prepared statements, arrays, errors, cursors, a pool.
const { Client, Pool, types } = require('pg');
const Cursor = require('pg-cursor');
const QueryStream = require('pg-query-stream');

process.env.PGSSLMODE = 'no-verify';

async function show(label, question) {
  try {
    const answer = await question();
    for (const item of Array.isArray(answer) ? answer : [answer]) console.log(`${label}: ${text(item)}`);
    return answer;
  } catch (error) {
    console.log(`${label}: ${error.code || error.message}`);
    if (process.env.SHOW_ERRORS) console.log('    ', error.message);
  }
}

const text = (value) => JSON.stringify(value, (key, v) => (typeof v === 'bigint' ? String(v) : v));
const own = (oid) => (oid < 16384 ? oid : 'own');

async function main() {
  const client = new Client();
  await client.connect();
  const every = await client.query('select * from every_type where id = 1');
  for (const f of every.fields) {
    await show(`column ${f.name}`, () => [[every.rows[0][f.name], own(f.dataTypeID), f.dataTypeSize, f.dataTypeModifier, f.format]]);
  }
  await show('as arrays', async () => (await client.query({ text: 'select id, name, rating from customers order by id', rowMode: 'array' })).rows);
  await show('parameters', async () =>
    (await client.query('select $1::int a, $2::text b, $3::timestamptz c, $4::jsonb d, $5::int[] e, $6::bytea f, $7::numeric g', [
      1, 'x', new Date(0), { a: [1] }, [1, 2, null], Buffer.from([0, 255]), '12.50'])).rows);
  await show('untyped parameters', async () =>
    (await client.query('select id, note from orders where customer_id = $1 and amount >= $2 and paid = $3 order by id', ['1', 0, true])).rows);
  for (let i = 0; i < 3; i++) {
    await show('named', async () => (await client.query({ name: 'by-id', text: 'select email from customers where id = $1', values: [i] })).rows);
  }
  await show('several statements', async () => (await client.query("select 1 as a; select 'b' as b, 2 as c")).map((r) => r.rows[0]));
  await show('command', async () => {
    const r = await client.query("insert into orders (customer_id, amount) values (1, 1), (2, 2) returning customer_id, amount, paid");
    return [r.command, r.rowCount, r.rows];
  });
  await show('updated', async () => (await client.query('update orders set note = $1 where amount < 3', ['changed'])).rowCount);
  await show('any', async () => (await client.query('select id from customers where id = any($1) order by id', [[1, 3]])).rows);
  await show('values', async () => (await client.query("insert into archive.old_orders values ($1, $2, $3)", [1, null, '2024-02-29'])).rowCount);
  await show('date', async () => (await client.query('select removed::text from archive.old_orders')).rows);
  await show('json parameter', async () => (await client.query("select $1::json -> 'a' as a, $1::json ->> 'b' as b", [JSON.stringify({ a: [1], b: 'x' })])).rows);
  await client.query('begin');
  await show('failing', () => client.query('insert into customers (email) values (null)'));
  await show('aborted', () => client.query('select 1'));
  await client.query('rollback');
  for (const statement of ['selec 1', 'select * from missing', "select 'x'::int", "insert into customers (email) values ('ann@example.com')"]) {
    try {
      await client.query(statement);
    } catch (e) {
      console.log(`error of ${statement}: ${text([e.severity, e.code, e.position, e.table, e.constraint])}`);
    }
  }
  await show('cursor', async () => {
    const cursor = client.query(new Cursor('select g from generate_series(1, 10) g'));
    const sizes = [(await cursor.read(4)).length, (await cursor.read(4)).length, (await cursor.read(4)).length];
    await cursor.close();
    return [sizes];
  });
  await show('stream', async () => {
    let sum = 0;
    for await (const row of client.query(new QueryStream('select g from generate_series(1, 1000) g', [], { batchSize: 64 }))) sum += row.g;
    return sum;
  });
  await show('listen', () => client.query('listen nothing').then((r) => r.command));
  await client.end();

  const pool = new Pool({ max: 4 });
  await show('pool', () => Promise.all([1, 2, 3, 4, 5, 6].map((i) => pool.query('select $1::int * 2 as x', [i]).then((r) => r.rows[0].x))));
  await show('statement timeout', async () => {
    const slow = new Client({ statement_timeout: 200 });
    await slow.connect();
    try {
      await slow.query('select pg_sleep(5)');
    } finally {
      await slow.end();
    }
  });
  await pool.end();
}

main();
