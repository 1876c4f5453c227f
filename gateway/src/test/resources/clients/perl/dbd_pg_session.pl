# DBD::Pg: catalog methods, prepared statements, types, arrays, transactions.
use strict;
use warnings;
use DBI;
use DBD::Pg qw(:pg_types);

my $db = DBI->connect("dbi:Pg:", "", "", { RaiseError => 1, PrintError => 0, AutoCommit => 1, pg_enable_utf8 => 1 });
binmode STDOUT, ":utf8";
$| = 1;

sub text {
    my ($value) = @_;
    return "undef" unless defined $value;
    return "[" . join(",", map { text($_) } @$value) . "]" if ref $value eq "ARRAY";
    return "{" . join(",", map { "$_=" . text($value->{$_}) } sort keys %$value) . "}" if ref $value eq "HASH";
    return "$value";
}

sub show {
    my ($label, $question) = @_;
    my @answer = eval { $question->() };
    if ($@) {
        print "$label: error ", ($DBI::state || $@), "\n";
        print "     $@\n" if $ENV{SHOW_ERRORS};
        return;
    }
    print "$label: ", text($_), "\n" for @answer;
}

sub rows {
    my ($statement) = @_;
    return $statement ? @{ $statement->fetchall_arrayref } : ();
}

show("version", sub { int($db->{pg_server_version} / 10000) });
show("tables", sub { sort grep { !/^(pg_catalog|information_schema|"?in_c)/ } $db->tables(undef, undef, undef, "TABLE,VIEW") });
show("table info", sub { map { [@$_[1 .. 4]] } rows($db->table_info(undef, "public", "%", "TABLE")) });
for my $table (qw(customers orders order_lines every_type)) {
    show("columns of $table", sub { map { [@$_[2 .. 17]] } rows($db->column_info(undef, "public", $table, undef)) });
    show("primary key of $table", sub { $db->primary_key(undef, "public", $table) });
    show("foreign keys of $table", sub { map { [@$_[2, 3, 6, 7, 8, 9, 10, 11, 12]] } rows($db->foreign_key_info(undef, undef, undef, undef, "public", $table)) });
    show("statistics of $table", sub { map { [@$_[2 .. 8]] } rows($db->statistics_info(undef, "public", $table, 0, 1)) });
}
show("type info", sub { scalar(@{ $db->type_info_all }) > 1 ? "some" : "none" });
show("customers", sub { rows_of("select * from customers order by id") });
sub rows_of { my $s = $db->prepare(shift); $s->execute(@_); return @{ $s->fetchall_arrayref } }
my $every = $db->prepare("select * from every_type order by id");
$every->execute;
my @values = $every->fetchrow_array;
for my $i (0 .. $#values) {
    show("column $every->{NAME}[$i]", sub { [$values[$i], $every->{pg_type}[$i], $every->{PRECISION}[$i], $every->{SCALE}[$i]] });
}
$every->finish;
show("prepared", sub { rows_of("select id, note from orders where customer_id = ? and amount >= ? order by id", 1, "0.00") });
show("array", sub { rows_of("select ?::int[], ?::text[]", [1, 2], ["a", 'b"c']) });
show("any", sub { rows_of("select id from customers where id = any(?) order by id", [1, 3]) });
show("placeholders", sub { rows_of('select $2::text, $1::int', 1, "x") });
show("binary", sub { my $s = $db->prepare("select ?::bytea"); $s->bind_param(1, "\0\xff", { pg_type => PG_BYTEA }); $s->execute; unpack("H*", $s->fetchrow_array) });
show("inserted", sub { $db->do("insert into archive.old_orders values (?, ?, ?)", undef, 1, undef, "2024-02-29") });
show("last id", sub { $db->do("insert into orders (customer_id, amount) values (1, 1)"); $db->last_insert_id(undef, undef, "orders", undef) > 0 ? "some" : "none" });
show("transaction", sub {
    $db->begin_work;
    $db->do("delete from archive.old_orders");
    $db->pg_savepoint("here");
    eval { $db->do("select 1/0") };
    $db->rollback;
    return $db->selectrow_array("select count(*) from archive.old_orders");
});
show("unique", sub { $db->do("insert into customers (email) values ('ann\@example.com')") });
show("missing", sub { $db->do("select * from missing") });
show("quoted", sub { ($db->quote("it's"), $db->quote_identifier("a b")) });
show("ping", sub { $db->ping });
$db->disconnect;
