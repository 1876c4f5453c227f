package dev.duckspace.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.duckspace.gateway.GatewayUnderTest;
import dev.duckspace.gateway.wire.WireConnection;
import dev.duckspace.gateway.wire.WireTarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What tools find in the system catalog. */
class CatalogIT {
    private static GatewayUnderTest gateway;
    private static WireTarget target;

    @BeforeAll
    static void start() {
        gateway = GatewayUnderTest.start();
        SampleProject.publish(gateway);
        target = gateway.workspace();
        psql(
                """
                create type mood as enum ('sad', 'glad');
                create table parent (id int primary key, code text unique);
                create table child (
                    id int not null default 5, name text default 'x', price numeric(10,2) check (price > 0),
                    feeling mood, tags int[], parent_id int references parent (id), primary key (id));
                create index child_name on child (name);
                create view names as select id, name from child;
                create sequence numbers start 5 increment 2 maxvalue 100;
                comment on table child is 'a comment';
                comment on column child.name is 'of a column';
                """);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static String psql(String script) {
        return ClientProgram.run(target, List.of("psql", "-X", "-q", "-A", "-t"), script).output();
    }

    private static List<String> expectedRelations() throws IOException {
        try (InputStream stream =
                CatalogIT.class.getResourceAsStream(
                        "/dev/duckspace/gateway/catalog/relations.tsv")) {
            assertThat(stream).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    void every_relation_has_postgresqls_columns_types_and_order() throws IOException {
        List<String> expected = expectedRelations();
        assertThat(expected).hasSize(139 + 69);
        try (WireConnection connection = WireConnection.connect(target)) {
            for (String line : expected) {
                String[] fields = line.split("\t");
                String relation = fields[0] + '.' + fields[1];
                assertThat(described(connection, "SELECT * FROM " + relation + " LIMIT 0"))
                        .as(relation)
                        .isEqualTo(List.of(fields[2].split(",")));
            }
        }
    }

    /** The columns of a query, as {@code name:oid:typmod}. */
    private static List<String> described(WireConnection connection, String sql)
            throws IOException {
        ByteBuffer body =
                connection.query(sql).stream()
                        .filter(message -> message.type() == 'T')
                        .map(message -> ByteBuffer.wrap(message.body()))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no rows from " + sql));
        List<String> columns = new ArrayList<>();
        int count = body.getShort();
        for (int i = 0; i < count; i++) {
            StringBuilder name = new StringBuilder();
            for (byte next = body.get(); next != 0; next = body.get()) {
                name.append((char) next);
            }
            body.position(body.position() + Integer.BYTES + Short.BYTES);
            int oid = body.getInt();
            body.getShort();
            int modifier = body.getInt();
            body.getShort();
            columns.add(name + ":" + oid + ':' + modifier);
        }
        return columns;
    }

    @Test
    void psql_lists_the_users_relations_and_the_projects() {
        assertThat(psql("\\dt\n\\dv\n\\ds"))
                .isEqualTo(
                        """
                        public|child|table|USER
                        public|parent|table|USER
                        public|names|view|USER
                        public|numbers|sequence|USER
                        """
                                .replace("USER", target.user()));
        assertThat(psql("\\dt in_c_sales.*"))
                .isEqualTo(
                        """
                        in_c_sales|customers|table|pg_duckspace
                        in_c_sales|orders|table|pg_duckspace
                        """);
    }

    @Test
    void psql_describes_a_table() {
        String shown = ClientProgram.run(target, List.of("psql", "-X", "-q"), "\\d child").output();

        assertThat(shown)
                .isEqualTo(
                        """
                                             Table "public.child"
                          Column   |     Type      | Collation | Nullable |  Default \s
                        -----------+---------------+-----------+----------+-----------
                         id        | integer       |           | not null | 5
                         name      | text          |           |          | 'x'::text
                         price     | numeric(10,2) |           |          |\s
                         feeling   | mood          |           |          |\s
                         tags      | integer[]     |           |          |\s
                         parent_id | integer       |           |          |\s
                        Indexes:
                            "child_pkey" PRIMARY KEY, btree (id)
                            "child_name" btree (name)
                        Check constraints:
                            "child_price_check" CHECK (price > 0::numeric)
                        Foreign-key constraints:
                            "child_parent_id_fkey" FOREIGN KEY (parent_id) REFERENCES parent(id)

                        """);
    }

    @Test
    void a_project_table_looks_like_a_table_that_can_only_be_read() {
        assertThat(
                        psql(
                                """
                                select relkind, relpersistence from pg_class where oid = 'in_c_sales.orders'::regclass;
                                select has_table_privilege('in_c_sales.orders', 'select'), has_table_privilege('in_c_sales.orders', 'insert');
                                select count(*) from pg_catalog.pg_class where relname like '%duckspace%';
                                select attname, format_type(atttypid, atttypmod) from pg_attribute
                                where attrelid = 'in_c_sales.orders'::regclass and attnum > 0 order by attnum limit 3;
                                """))
                .isEqualTo(
                        """
                        r|p
                        t|f
                        0
                        id|bigint
                        customer_id|integer
                        amount|numeric(12,2)
                        """);
    }

    @Test
    void references_lead_from_names_to_objects_and_back() {
        assertThat(
                        psql(
                                """
                                select 'pg_class'::regclass, 'pg_class'::regclass::oid, 1259::regclass::text;
                                select 'int4'::regtype, 'integer[]'::regtype::oid, 'array_in'::regproc;
                                select 'public'::regnamespace::oid, to_regclass('missing') is null;
                                select conname, conrelid::regclass, confrelid::regclass from pg_constraint where contype = 'f';
                                select typname from pg_type where typinput = 'array_in'::regproc and typname = '_int4';
                                select obj_description('child'::regclass), col_description('child'::regclass, 2);
                                """))
                .isEqualTo(
                        """
                        pg_class|1259|pg_class
                        integer|1007|array_in
                        2200|t
                        child_parent_id_fkey|child|parent
                        _int4
                        a comment|of a column
                        """);
    }

    @Test
    void oids_are_the_same_in_every_session() {
        String oid = psql("select 'child'::regclass::oid;");

        assertThat(psql("select 'public.child'::regclass::oid;")).isEqualTo(oid);
        assertThat(psql("select oid from pg_class where relname = 'child';")).isEqualTo(oid);
    }

    @Test
    void constraints_are_in_the_information_schema() {
        assertThat(
                        psql(
                                """
                                select constraint_name, constraint_type from information_schema.table_constraints
                                where table_name = 'child' and constraint_name not like '%not_null' order by 1;
                                select constraint_name, unique_constraint_name from information_schema.referential_constraints;
                                select column_name, data_type, is_nullable, numeric_precision from information_schema.columns
                                where table_name = 'child' order by ordinal_position;
                                """))
                .isEqualTo(
                        """
                        child_parent_id_fkey|FOREIGN KEY
                        child_pkey|PRIMARY KEY
                        child_price_check|CHECK
                        child_parent_id_fkey|parent_pkey
                        id|integer|NO|32
                        name|text|YES|
                        price|numeric|YES|10
                        feeling|USER-DEFINED|YES|
                        tags|ARRAY|YES|
                        parent_id|integer|YES|32
                        """);
    }
}
