// knex: its schema builder, migrations of its own and queries.
const knex = require('knex')({ client: 'pg', connection: { ssl: { rejectUnauthorized: false } } });

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
  for (const [name, info] of Object.entries(await knex('customers').columnInfo())) await show(`column ${name}`, () => info);
  await show('has table', async () => [await knex.schema.hasTable('customers'), await knex.schema.hasTable('missing')]);
  await show('has column', async () => [await knex.schema.hasColumn('customers', 'email'), await knex.schema.hasColumn('customers', 'missing')]);
  await show('create', () => knex.schema.createTable('made', (t) => {
    t.increments('id');
    t.string('name', 40).notNullable().defaultTo('x');
    t.integer('customer').references('id').inTable('customers');
    t.decimal('price', 10, 2);
    t.jsonb('data');
    t.boolean('ok').defaultTo(true);
    t.timestamps(true, true);
    t.unique(['name', 'customer']);
    t.index('price');
  }).then(() => 'made'));
  for (const [name, info] of Object.entries(await knex('made').columnInfo())) await show(`made ${name}`, () => info);
  await show('insert', () => knex('made').insert([{ name: 'a', customer: 1, price: 1.5, data: { a: 1 } }, { name: 'b' }]).returning(['id', 'name', 'price', 'data', 'ok']));
  await show('conflict', () => knex('made').insert({ name: 'a', customer: 1, price: 9 }).onConflict(['name', 'customer']).merge(['price']).returning(['name', 'price']));
  await show('update', () => knex('made').where({ name: 'b' }).update({ price: 7 }));
  await show('join', () => knex('made').join('customers', 'made.customer', 'customers.id').select('made.name', 'customers.email'));
  await show('grouped', () => knex('orders').select('customer_id').sum('amount as total').count('* as n').groupBy('customer_id').orderBy('customer_id'));
  await show('transaction', () => knex.transaction(async (tx) => {
    await tx('made').where({ name: 'b' }).delete();
    return tx('made').count('* as n');
  }));
  await show('add column', () => knex.schema.alterTable('made', (t) => { t.text('more'); }).then(() => 'added'));
  await show('rename column', () => knex.schema.alterTable('made', (t) => { t.renameColumn('more', 'extra'); }).then(() => 'renamed'));
  await show('drop column', () => knex.schema.alterTable('made', (t) => { t.dropColumn('extra'); }).then(() => 'dropped'));
  await show('drop', () => knex.schema.dropTableIfExists('made').then(() => 'dropped'));
  await knex.destroy();
}

main();
