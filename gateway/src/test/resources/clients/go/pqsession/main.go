// lib/pq through database/sql: prepared statements, column types, arrays, errors.
package main

import (
	"database/sql"
	"fmt"
	"os"
	"time"

	"github.com/lib/pq"
)

func show(label string, question func() (any, error)) {
	answer, err := question()
	if failure, ok := err.(*pq.Error); ok {
		fmt.Printf("%s: error %s %s %s\n", label, failure.Code, failure.Table, failure.Constraint)
	} else if err != nil {
		fmt.Printf("%s: error %v\n", label, err)
	} else if items, ok := answer.([]string); ok {
		for _, item := range items {
			fmt.Printf("%s: %s\n", label, item)
		}
	} else {
		fmt.Printf("%s: %v\n", label, answer)
	}
	if err != nil && os.Getenv("SHOW_ERRORS") != "" {
		fmt.Println("    ", err)
	}
}

func all(rows *sql.Rows, err error) (any, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	found := []string{}
	for rows.Next() {
		values := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		line := ""
		for _, value := range values {
			if moment, ok := value.(time.Time); ok {
				value = moment.UTC()
			}
			line += fmt.Sprintf("%T %v|", value, value)
		}
		found = append(found, line)
	}
	return found, rows.Err()
}

func main() {
	db, err := sql.Open("postgres", "")
	if err != nil {
		panic(err)
	}
	defer db.Close()
	rows, err := db.Query("select * from every_type")
	if err != nil {
		panic(err)
	}
	types, err := rows.ColumnTypes()
	if err != nil {
		panic(err)
	}
	rows.Close()
	for _, t := range types {
		show("type of "+t.Name(), func() (any, error) {
			length, hasLength := t.Length()
			precision, scale, hasPrecision := t.DecimalSize()
			return fmt.Sprint(t.DatabaseTypeName(), " ", t.ScanType(), length, hasLength, precision, scale, hasPrecision), nil
		})
	}
	show("customers", func() (any, error) { return all(db.Query("select id, email, name, rating, born, created_at from customers order by id")) })
	for _, column := range []string{"a_bigint", "a_real", "a_numeric", "a_bytea", "a_date", "a_time", "a_timestamp", "a_timestamptz", "an_interval",
		"a_uuid", "a_json", "a_jsonb", "a_mood", "integers", "texts", "moods"} {
		show("column "+column, func() (any, error) { return all(db.Query("select " + column + " from every_type order by id")) })
	}
	statement, err := db.Prepare("select id, note from orders where customer_id = $1 and amount >= $2 and placed > $3 order by id")
	if err != nil {
		panic(err)
	}
	show("prepared", func() (any, error) { return all(statement.Query(1, "0", time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC))) })
	show("prepared again", func() (any, error) { return all(statement.Query(2, 1.5, time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC))) })
	show("arrays", func() (any, error) {
		var whole []int64
		var words []string
		err := db.QueryRow("select $1::int[], $2::text[]", pq.Array([]int64{1, 2}), pq.Array([]string{"a", "b\"c"})).Scan(pq.Array(&whole), pq.Array(&words))
		return fmt.Sprint(whole, words), err
	})
	show("any", func() (any, error) { return all(db.Query("select id from customers where id = any($1) order by id", pq.Array([]int64{1, 3}))) })
	show("affected", func() (any, error) {
		result, err := db.Exec("update orders set note = $1 where paid", "paid")
		if err != nil {
			return nil, err
		}
		return result.RowsAffected()
	})
	show("returning", func() (any, error) {
		var amount, note string
		err := db.QueryRow("insert into orders (customer_id, amount, note) values ($1, $2, $3) returning amount, note", 1, "1.5", "n").Scan(&amount, &note)
		return amount + " " + note, err
	})
	show("transaction", func() (any, error) {
		tx, err := db.Begin()
		if err != nil {
			return nil, err
		}
		if _, err := tx.Exec("delete from order_lines"); err != nil {
			return nil, err
		}
		return nil, tx.Rollback()
	})
	show("left", func() (any, error) { return all(db.Query("select count(*) from order_lines")) })
	show("read only", func() (any, error) {
		_, err := db.Exec("begin read only; create table x (i int); commit")
		_, _ = db.Exec("rollback")
		return nil, err
	})
	show("unique", func() (any, error) {
		_, err := db.Exec("insert into customers (email) values ('ann@example.com')")
		return nil, err
	})
	show("missing", func() (any, error) {
		_, err := db.Exec("select * from missing")
		return nil, err
	})
}
