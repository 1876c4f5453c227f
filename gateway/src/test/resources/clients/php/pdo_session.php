<?php
// PDO and the pgsql extension: column metadata, prepared statements, transactions, pg_meta_data.
$dsn = sprintf('pgsql:host=%s;port=%s;dbname=%s;sslmode=require', getenv('PGHOST'), getenv('PGPORT'), getenv('PGDATABASE'));
$pdo = new PDO($dsn, getenv('PGUSER'), getenv('PGPASSWORD'), [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC]);

function show($label, $question) {
    try {
        $answer = $question();
        foreach (is_array($answer) && array_is_list($answer) ? $answer : [$answer] as $item) {
            echo "$label: ", json_encode($item, JSON_UNESCAPED_UNICODE | JSON_PARTIAL_OUTPUT_ON_ERROR), "\n";
        }
    } catch (PDOException $e) {
        echo "$label: error ", $e->getCode(), "\n";
        if (getenv('SHOW_ERRORS')) echo '     ', strtok($e->getMessage(), "\n"), "\n";
    }
}

show('version', fn() => (int) $pdo->getAttribute(PDO::ATTR_SERVER_VERSION));
show('customers', fn() => $pdo->query('select id, email, rating, feeling, tags, created_at from customers order by id')->fetchAll());
$every = $pdo->query('select * from every_type order by id');
$values = $every->fetch(PDO::FETCH_NUM);
foreach ($values as $i => $value) {
    $m = $every->getColumnMeta($i);
    show("column {$m['name']}", fn() => [[is_resource($value) ? bin2hex(stream_get_contents($value)) : $value, $m['native_type'] ?? null, $m['len'], $m['precision']]]);
}
show('table of a column', fn() => $every->getColumnMeta(0)['table'] ?? 'none');
show('prepared', function () use ($pdo) {
    $s = $pdo->prepare('select id, note from orders where customer_id = :c and amount >= :a order by id');
    $s->execute(['c' => 1, 'a' => '0']);
    return $s->fetchAll();
});
show('typed', function () use ($pdo) {
    $s = $pdo->prepare('select ?::int a, ?::bool b, ?::text c, ?::bytea d');
    $s->bindValue(1, 5, PDO::PARAM_INT);
    $s->bindValue(2, true, PDO::PARAM_BOOL);
    $s->bindValue(3, null, PDO::PARAM_NULL);
    $s->bindValue(4, "\0\xff", PDO::PARAM_LOB);
    $s->execute();
    $r = $s->fetch();
    return [$r['a'], $r['b'], $r['c'], bin2hex(stream_get_contents($r['d']))];
});
show('inserted', fn() => $pdo->exec("insert into archive.old_orders values (1, 2, '2024-02-29')"));
show('last id', function () use ($pdo) { $pdo->exec("insert into orders (customer_id, amount) values (1, 1)"); return $pdo->lastInsertId() > 0; });
show('transaction', function () use ($pdo) {
    $pdo->beginTransaction();
    $pdo->exec('delete from archive.old_orders');
    $pdo->rollBack();
    return $pdo->query('select count(*) from archive.old_orders')->fetchColumn();
});
show('row count', function () use ($pdo) { $s = $pdo->prepare('update orders set note = ? where amount > ?'); $s->execute(['n', 5]); return $s->rowCount(); });
show('unique', fn() => $pdo->exec("insert into customers (email) values ('ann@example.com')"));
show('missing', fn() => $pdo->query('select * from missing'));
show('scrolling', function () use ($pdo) { $s = $pdo->prepare('select id from customers order by id', [PDO::ATTR_CURSOR => PDO::CURSOR_SCROLL]); $s->execute(); return [$s->fetch(PDO::FETCH_NUM), $s->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_LAST), $s->fetch(PDO::FETCH_NUM, PDO::FETCH_ORI_FIRST)]; });

$pg = pg_connect('sslmode=require');
foreach (['customers', 'orders', 'every_type'] as $table) {
    foreach (pg_meta_data($pg, $table, true) ?: [] as $name => $m) {
        show("meta data of $table $name", fn() => [[$m['num'], $m['type'], $m['len'], $m['not null'], $m['has default'], $m['array dims'], $m['is enum'], $m['is base']]]);
    }
}
$result = pg_query($pg, 'select * from every_type');
for ($i = 0; $i < pg_num_fields($result); $i++) {
    show('field ' . pg_field_name($result, $i), fn() => [[pg_field_type($result, $i), pg_field_size($result, $i)]]);
}
show('field table', function () use ($pg) { $r = pg_query($pg, 'select id, 1 as one from customers'); return [pg_field_table($r, 0), pg_field_table($r, 1)]; });
show('select', fn() => pg_select($pg, 'customers', ['email' => 'ann@example.com'])[0]['name']);
show('insert', fn() => (bool) pg_insert($pg, 'archive.old_orders', ['id' => '9', 'customer_id' => '1', 'removed' => '2024-01-01']));
show('update', fn() => (bool) pg_update($pg, 'archive.old_orders', ['customer_id' => '5'], ['id' => '9']));
show('params', fn() => pg_fetch_all(pg_query_params($pg, 'select $1::int + 1 as a, $2 as b', [1, 'x'])));
