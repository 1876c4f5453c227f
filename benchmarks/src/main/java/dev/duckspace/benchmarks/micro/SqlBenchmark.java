package dev.duckspace.benchmarks.micro;

import dev.duckspace.gateway.sql.InsertCells;
import dev.duckspace.gateway.sql.InsertRows;
import dev.duckspace.gateway.sql.RewriteContext;
import dev.duckspace.gateway.sql.Rewriter;
import dev.duckspace.gateway.sql.SqlSplitter;
import dev.duckspace.gateway.sql.SqlText;
import dev.duckspace.gateway.sql.StatementClassifier;
import dev.duckspace.gateway.sql.Tokenizer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What the gateway does with a statement's text before the engine sees it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SqlBenchmark {
    @Param({"PSQL_DESCRIBE", "KILOBYTE_SELECT", "INSERT_100_ROWS"})
    public SqlTexts.Name text = SqlTexts.Name.PSQL_DESCRIBE;

    private final byte[] value = new byte[4 << 10];

    @Benchmark
    public Object tokenize() {
        return Tokenizer.tokenize(text.sql());
    }

    @Benchmark
    public Object split() {
        return SqlSplitter.split(text.sql());
    }

    /** What is read of an INSERT whose rows are appended: its values, as bytes. */
    @Benchmark
    public long insertedValues() {
        long bytes = 0;
        for (SqlText statement : SqlSplitter.split(text.sql())) {
            InsertRows insert = InsertRows.of(statement).orElse(null);
            if (insert != null) {
                InsertCells cells = insert.cells();
                while (!cells.atEnd() && cells.next()) {
                    bytes += cells.kind() == InsertCells.Kind.NULL ? 0 : cells.copyPlain(value, 0);
                }
            }
        }
        return bytes;
    }

    @Benchmark
    public void splitClassifyRewrite(Blackhole hole) {
        for (SqlText statement : SqlSplitter.split(text.sql())) {
            hole.consume(StatementClassifier.classify(statement));
            hole.consume(Rewriter.rewrite(statement, RewriteContext.NONE));
        }
    }
}
