# Ruby's pg: its type maps made from the catalog, prepared statements, errors.
require 'pg'

$connection = PG.connect

def show(label)
  answer = yield
  (answer.is_a?(Array) ? answer : [answer]).each { |item| puts "#{label}: #{item.inspect}" }
rescue PG::Error => error
  puts "#{label}: #{error.class} #{error.respond_to?(:result) && error.result&.error_field(PG::PG_DIAG_SQLSTATE)}"
  puts "     #{error.message.lines.first}" if ENV['SHOW_ERRORS']
end

show('version') { $connection.server_version / 10000 }
every = $connection.exec('select * from every_type where id = 1')
every.fields.each_with_index do |name, i|
  show("column #{name}") { [[every.getvalue(0, i), every.ftype(i) < 16384 ? every.ftype(i) : 'own', every.fmod(i)]] }
end
map = PG::BasicTypeMapForResults.new($connection)
show('mapped') { $connection.exec('select id, email, rating, tags, born, created_at from customers order by id').map_types!(map).values }
%w[a_bigint a_double a_numeric a_boolean a_bytea a_timestamp a_json integers].each do |name|
  show("mapped #{name}") { $connection.exec("select #{name} from every_type order by id").map_types!(map).values }
end
$connection.type_map_for_queries = PG::BasicTypeMapForQueries.new($connection)
show('parameters') { $connection.exec_params('select $1 + 1, $2, $3, $4', [1, 'x', [1, 2], true]).values }
$connection.type_map_for_queries = PG::TypeMapAllStrings.new
show('binary') { $connection.exec_params('select $1::bytea, $2::int', [{ value: "\x00\xFF".b, format: 1, type: 17 }, 5], 1).values }
$connection.prepare('by id', 'select email from customers where id = $1')
show('prepared') { [1, 2, 9].map { |id| $connection.exec_prepared('by id', [id]).values } }
show('described') { r = $connection.describe_prepared('by id'); [r.nparams, r.paramtype(0), r.fields] }
show('transaction') { $connection.transaction { |c| c.exec('delete from order_lines'); raise PG::Error, 'no' } }
show('left') { $connection.exec('select count(*) from order_lines').getvalue(0, 0) }
show('command') { r = $connection.exec("update orders set note = 'n'"); [r.cmd_status, r.cmd_tuples] }
show('single rows') { $connection.send_query('select g from generate_series(1, 5) g'); $connection.set_single_row_mode; $connection.get_result.stream_each.map { |r| r['g'] } }
show('after') { $connection.get_last_result; $connection.transaction_status }
show('escaped') { [$connection.escape_literal("it's"), $connection.quote_ident('a b')] }
["insert into customers (email) values ('ann@example.com')", 'select * from missing', 'selec 1'].each { |s| show("error of #{s}") { $connection.exec(s) } }
