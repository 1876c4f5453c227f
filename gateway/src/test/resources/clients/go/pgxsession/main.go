// pgx: types in binary, its type map loaded from the catalog, batches, statement caches, errors.
package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"math/big"
	"os"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

var ctx = context.Background()

func show(label string, question func() (any, error)) {
	answer, err := question()
	var failure *pgconn.PgError
	switch {
	case errors.As(err, &failure):
		fmt.Printf("%s: error %s\n", label, failure.Code)
	case err != nil:
		fmt.Printf("%s: error %v\n", label, err)
	default:
		if items, ok := answer.([]any); ok {
			for _, item := range items {
				fmt.Printf("%s: %#v\n", label, plain(item))
			}
			return
		}
		fmt.Printf("%s: %#v\n", label, plain(answer))
	}
	if err != nil && os.Getenv("SHOW_ERRORS") != "" {
		fmt.Println("    ", err)
	}
}

// What prints the same everywhere: pointers followed, times in UTC.
func plain(value any) any {
	switch v := value.(type) {
	case time.Time:
		return v.UTC().Format(time.RFC3339Nano)
	case []any:
		copied := make([]any, len(v))
		for i, item := range v {
			copied[i] = plain(item)
		}
		return copied
	case map[string]any:
		return fmt.Sprint(v)
	case pgtype.Numeric:
		if v.Int == nil {
			return "null"
		}
		return fmt.Sprintf("%s e%d", new(big.Int).Set(v.Int), v.Exp)
	default:
		return v
	}
}

func rows(query interface {
	Query(context.Context, string, ...any) (pgx.Rows, error)
}, sql string, arguments ...any) func() (any, error) {
	return func() (any, error) {
		found, err := query.Query(ctx, sql, arguments...)
		if err != nil {
			return nil, err
		}
		all := []any{}
		for found.Next() {
			values, err := found.Values()
			if err != nil {
				return nil, err
			}
			all = append(all, values)
		}
		return all, found.Err()
	}
}

func own(oid uint32) uint32 {
	if oid < 16384 {
		return oid
	}
	return 16384
}

func main() {
	config, err := pgx.ParseConfig("")
	if err != nil {
		panic(err)
	}
	config.TLSConfig = &tls.Config{InsecureSkipVerify: true}
	config.Fallbacks = nil
	connection, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		panic(err)
	}
	defer connection.Close(ctx)

	for _, name := range []string{"mood", "_mood"} {
		show("load type "+name, func() (any, error) {
			loaded, err := connection.LoadType(ctx, name)
			if err != nil {
				return nil, err
			}
			connection.TypeMap().RegisterType(loaded)
			return fmt.Sprintf("%s %T", loaded.Name, loaded.Codec), nil
		})
	}
	for _, column := range []string{"id", "a_smallint", "a_integer", "a_bigint", "a_real", "a_double", "a_numeric", "a_text", "a_varchar",
		"a_char", "a_boolean", "a_bytea", "a_date", "a_time", "a_timestamp", "a_timestamptz", "an_interval", "a_uuid", "a_json", "a_jsonb",
		"a_mood", "integers", "texts", "moods"} {
		show("column "+column, rows(connection, "select "+column+" from every_type order by id"))
	}
	show("description", func() (any, error) {
		d, err := connection.Prepare(ctx, "described", "select c.id, c.email, c.rating, o.placed, c.feeling from customers c join orders o on o.customer_id = c.id where c.id = $1 and o.amount > $2 and c.feeling = $3")
		if err != nil {
			return nil, err
		}
		all := []any{}
		for _, oid := range d.ParamOIDs {
			all = append(all, own(oid))
		}
		for _, f := range d.Fields {
			all = append(all, fmt.Sprintf("%s %d %d %d", f.Name, own(f.DataTypeOID), f.DataTypeSize, f.TypeModifier))
		}
		return all, nil
	})
	show("prepared", rows(connection, "described", 1, 0.5, "happy"))
	for _, mode := range []pgx.QueryExecMode{pgx.QueryExecModeCacheStatement, pgx.QueryExecModeCacheDescribe, pgx.QueryExecModeDescribeExec,
		pgx.QueryExecModeExec, pgx.QueryExecModeSimpleProtocol} {
		show("mode "+mode.String(), rows(connection, "select $1::int8 + 1, $2::text, $3::timestamptz, $4::bool, $5::float8, $6::bytea", mode,
			41, "it's", time.Date(2024, 2, 29, 1, 2, 3, 4000, time.UTC), true, 1.5, []byte{0, 255}))
	}
	show("any of an array", rows(connection, "select id from customers where id = any($1) order by id", []int32{1, 3}))
	show("array of texts", rows(connection, "select $1::text[]", []string{"a", "b,c", "d\"e"}))
	show("insert", func() (any, error) {
		tag, err := connection.Exec(ctx, "insert into customers (email, tags, born, rating) values ($1, $2, $3, $4)", "p@example.com",
			[]string{"x"}, time.Date(2000, 1, 2, 0, 0, 0, 0, time.UTC), "7.5")
		return tag.String(), err
	})
	show("inserted", rows(connection, "select email, tags, born, rating, feeling from customers where email = $1", "p@example.com"))
	show("batch", func() (any, error) {
		batch := &pgx.Batch{}
		for i := 0; i < 3; i++ {
			batch.Queue("insert into archive.old_orders values ($1, $2, $3)", i, i*10, nil)
		}
		batch.Queue("select count(*) from archive.old_orders")
		results := connection.SendBatch(ctx, batch)
		defer results.Close()
		for i := 0; i < 3; i++ {
			if _, err := results.Exec(); err != nil {
				return nil, err
			}
		}
		var count int64
		err := results.QueryRow().Scan(&count)
		return count, err
	})
	show("transaction", func() (any, error) {
		err := pgx.BeginFunc(ctx, connection, func(tx pgx.Tx) error {
			if _, err := tx.Exec(ctx, "delete from archive.old_orders"); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, "select 1/0")
			return err
		})
		return nil, err
	})
	show("left", rows(connection, "select count(*) from archive.old_orders"))
	type customer struct {
		Id     int32
		Name   string
		Rating *float64
	}
	show("structs", func() (any, error) {
		found, err := connection.Query(ctx, "select id, name, rating::float8 from customers order by id limit 2")
		if err != nil {
			return nil, err
		}
		all, err := pgx.CollectRows(found, pgx.RowToStructByPos[customer])
		if err != nil {
			return nil, err
		}
		return fmt.Sprintf("%v %v", all[0].Name, *all[0].Rating), nil
	})
	show("unique", rows(connection, "insert into customers (email) values ('ann@example.com')"))
	show("wrong type", rows(connection, "select $1::int", "x"))
	show("cancelled", func() (any, error) {
		short, stop := context.WithTimeout(ctx, 300*time.Millisecond)
		defer stop()
		other, err := pgx.ConnectConfig(ctx, config)
		if err != nil {
			return nil, err
		}
		defer other.Close(ctx)
		_, err = other.Exec(short, "select pg_sleep(5)")
		return pgconn.Timeout(err), nil
	})

	pooled, err := pgxpool.ParseConfig("")
	if err != nil {
		panic(err)
	}
	pooled.ConnConfig = config
	pool, err := pgxpool.NewWithConfig(ctx, pooled)
	if err != nil {
		panic(err)
	}
	defer pool.Close()
	show("pool", rows(pool, "select $1::text || 'x'", "y"))
}
