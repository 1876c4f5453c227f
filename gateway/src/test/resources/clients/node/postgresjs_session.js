// postgres.js: its type loading, tagged queries, helpers, transactions, cursors.
const postgres = require('postgres');

async function show(label, question) {
  try {
    const answer = await question();
    for (const item of Array.isArray(answer) ? answer : [answer]) console.log(`${label}: ${JSON.stringify(item)}`);
  } catch (error) {
    console.log(`${label}: ${error.code || error.message}`);
    if (process.env.SHOW_ERRORS) console.log('    ', error.message);
  }
}

async function main() {
  const sql = postgres({ ssl: { rejectUnauthorized: false }, onnotice: () => {} });
  for (const [name, value] of Object.entries((await sql`select * from every_type where id = 1`)[0])) await show(`column ${name}`, () => [[value]]);
  await show('columns', async () => (await sql`select * from customers`).columns.map((c) => [c.name, c.type < 16384 ? c.type : 'own']));
  await show('customers', () => sql`select id, email, tags, feeling, rating from customers order by id`);
  await show('parameters', () => sql`select ${1}::int as a, ${'x'} as b, ${null}::text as c, ${sql.array([1, 2])}::int[] as d, ${sql.json({ a: 1 })} as e`);
  await show('in', () => sql`select id from customers where id in ${sql([1, 2])} order by id`);
  await show('any', () => sql`select id from customers where id = any(${[1, 3]}) order by id`);
  await show('insert helper', () => sql`insert into customers ${sql([{ email: 'x@example.com', tags: ['a', 'b'] }, { email: 'y@example.com', tags: [] }], 'email', 'tags')} returning email, name, tags`);
  await show('update helper', async () => (await sql`update customers set ${sql({ name: 'Xavier', rating: 3.5 }, 'name', 'rating')} where email = ${'x@example.com'}`).count);
  await show('dynamic', () => sql`select ${sql('id')}, ${sql('name')} from ${sql('customers')} where email like ${'%example.com'} ${true ? sql`and id <= ${2}` : sql``} order by id`);
  await show('transaction', () => sql.begin(async (tx) => {
    await tx`insert into archive.old_orders values (${7}, ${8}, ${new Date(Date.UTC(2024, 1, 29))})`;
    return tx`select id, customer_id from archive.old_orders`;
  }));
  await show('rolled back', () => sql.begin(async (tx) => {
    await tx`delete from archive.old_orders`;
    throw new Error('no');
  }));
  await show('left', () => sql`select count(*) as n from archive.old_orders`);
  await show('cursor', async () => {
    const sums = [];
    await sql`select g from generate_series(1, 10) g`.cursor(4, (rows) => { sums.push(rows.length); });
    return [sums];
  });
  await show('describe', async () => {
    const d = await sql`select id, amount from orders where id = ${1} and amount > ${0}`.describe();
    return [d.types, d.columns.map((c) => [c.name, c.type])];
  });
  await show('simple', () => sql`select 1 as a; select 2 as b`.simple());
  await show('unsafe', () => sql.unsafe('select $1::text as a', ['x']));
  await show('error', () => sql`select * from missing`);
  await sql.end();
}

main();
