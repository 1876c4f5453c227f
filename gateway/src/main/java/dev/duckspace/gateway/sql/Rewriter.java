package dev.duckspace.gateway.sql;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns PostgreSQL's spellings into the engine's, and leaves alone what both read alike: one walk
 * over the tokens, and at each the rule of its keyword or kind, if there is one.
 */
@SuppressWarnings("EnumOrdinal") // arrays by ordinal, never stored
public final class Rewriter {
    private static final @Nullable RewriteRule[] BY_KEYWORD = byKeyword();
    private static final @Nullable RewriteRule[] BY_KIND = byKind();
    private static final Map<Leading, RewriteRule> BY_LEADING = byLeading();

    /** Rules may look at the whole statement, so that a long one takes its time. */
    private static final int CHECK_MASK = 63;

    private Rewriter() {}

    /**
     * @param text one statement that the engine runs: the whole of it, or the inner one of PREPARE,
     *     EXPLAIN, DECLARE or COPY
     */
    public static RewrittenSql rewrite(SqlText text, RewriteContext context) {
        Leading leading =
                StatementClassifier.classify(text) instanceof Statement.Engine engine
                        ? engine.leading()
                        : Leading.UNKNOWN;
        return rewrite(text, leading, context);
    }

    /** As {@link #rewrite(SqlText, RewriteContext)}, for who has classified the statement. */
    public static RewrittenSql rewrite(SqlText text, Leading leading, RewriteContext context) {
        if (leading == Leading.INSERT || leading == Leading.UPDATE || leading == Leading.DELETE) {
            Optional<String> change = ViewChange.of(text, leading, context);
            if (change.isPresent()) {
                return rewrite(SqlSplitter.split(change.get()).getFirst(), leading, context)
                        .unplaced();
            }
        }
        Rewrite rewrite = new Rewrite(text, leading, context);
        RewriteRule whole = BY_LEADING.get(leading);
        if (whole != null) {
            whole.apply(rewrite, text.from());
        }
        Tokens tokens = text.tokens();
        if (!text.isEmpty() && tokens.is(text.from(), Keyword.WITH)) {
            WithChangesRule.apply(rewrite);
        }
        for (int at = text.from(); at < text.to(); at++) {
            if ((at & CHECK_MASK) == 0) {
                context.relations().requireGoingOn();
            }
            int keyword = tokens.keywordOrdinal(at);
            RewriteRule rule =
                    keyword >= 0 ? BY_KEYWORD[keyword] : BY_KIND[tokens.kind(at).ordinal()];
            if (rule != null) {
                rule.apply(rewrite, at);
            }
        }
        boolean stores =
                leading == Leading.INSERT
                        || leading == Leading.UPDATE
                        || leading == Leading.MERGE
                        || tokens.is(text.from(), Keyword.WITH);
        List<AssignedValues> assigned = stores ? AssignedExpressions.of(rewrite) : List.of();
        RewrittenSql result = rewrite.result();
        return assigned.isEmpty() ? result : result.withAssigned(assigned);
    }

    private static @Nullable RewriteRule[] byKeyword() {
        @Nullable RewriteRule[] rules = new @Nullable RewriteRule[Keyword.values().length];
        register(rules, new CatalogQualifierRule(), Keyword.PG_CATALOG, Keyword.INFORMATION_SCHEMA);
        register(
                rules,
                (rewrite, at) -> {
                    if (rewrite.is(at + 1, TokenKind.DOT) && !rewrite.is(at - 1, TokenKind.DOT)) {
                        rewrite.replace(at, at + 1, "temp");
                    }
                },
                Keyword.PG_TEMP);
        register(rules, new SetFunctionRule(), Keyword.GENERATE_SERIES, Keyword.UNNEST);
        register(rules, SetFunctionRule::rowsFrom, Keyword.ROWS);
        register(rules, new SelectListRule(), Keyword.SELECT);
        register(rules, new ValuesRule(), Keyword.VALUES);
        register(rules, new SampleRule(), Keyword.TABLESAMPLE);
        register(rules, new FetchRule(), Keyword.FETCH);
        register(rules, new BetweenRule(), Keyword.SYMMETRIC, Keyword.ASYMMETRIC);
        register(rules, Rewriter::orderUsing, Keyword.USING);
        register(
                rules,
                new NameRule(),
                Keyword.AT,
                Keyword.BY,
                Keyword.SHOW,
                Keyword.COPY,
                Keyword.TRUNCATE,
                Keyword.ESCAPE,
                Keyword.EXCLUDE,
                Keyword.RENAME,
                Keyword.REPLACE,
                Keyword.ALL,
                Keyword.ANALYZE,
                Keyword.AND,
                Keyword.ANY,
                Keyword.ASC,
                Keyword.AUTHORIZATION,
                Keyword.BINARY,
                Keyword.BOTH,
                Keyword.CASE,
                Keyword.CHECK,
                Keyword.COLUMN,
                Keyword.CONSTRAINT,
                Keyword.CROSS,
                Keyword.DEFAULT,
                Keyword.DESC,
                Keyword.DISTINCT,
                Keyword.DO,
                Keyword.ELSE,
                Keyword.END,
                Keyword.FOREIGN,
                Keyword.FULL,
                Keyword.INNER,
                Keyword.LEADING,
                Keyword.LEFT,
                Keyword.NATURAL,
                Keyword.OUTER,
                Keyword.PLACING,
                Keyword.PRIMARY,
                Keyword.REFERENCES,
                Keyword.RIGHT,
                Keyword.TABLE,
                Keyword.THEN,
                Keyword.TRAILING,
                Keyword.UNIQUE,
                Keyword.VERBOSE,
                Keyword.WHEN);
        register(rules, new ConflictRule(), Keyword.CONFLICT);
        RewriteRule columns = new InsertColumnsRule();
        register(
                rules,
                (rewrite, at) -> {
                    WithChangesRule.requireTopLevel(rewrite, at);
                    columns.apply(rewrite, at);
                },
                Keyword.INSERT);
        register(rules, WithChangesRule::requireTopLevel, Keyword.UPDATE, Keyword.MERGE);
        RewriteRule deletes = new NameRule();
        register(
                rules,
                (rewrite, at) -> {
                    WithChangesRule.requireTopLevel(rewrite, at);
                    deletes.apply(rewrite, at);
                },
                Keyword.DELETE);
        register(rules, GroupKeyRule::apply, Keyword.GROUP);
        register(rules, new RowAssignmentRule(), Keyword.SET);
        register(rules, new OperatorRule(), Keyword.OPERATOR);
        register(rules, new CollateRule(), Keyword.COLLATE);
        register(rules, new CastFunctionRule(), Keyword.CAST, Keyword.TRY_CAST);
        RewriteRule joined = new NameRule();
        RewriteRule items = new FromItemRule();
        register(
                rules,
                (rewrite, at) -> {
                    joined.apply(rewrite, at);
                    items.apply(rewrite, at);
                },
                Keyword.FROM,
                Keyword.JOIN);
        register(rules, TypeCallRule::apply, Keyword.TEXT);
        RewriteRule typed = new TypedLiteralRule();
        register(
                rules,
                (rewrite, at) -> {
                    typed.apply(rewrite, at);
                    TypeCallRule.apply(rewrite, at);
                },
                Keyword.JSONB,
                Keyword.NAME,
                Keyword.BYTEA,
                Keyword.BPCHAR);
        register(
                rules,
                typed,
                Keyword.NUMERIC,
                Keyword.DECIMAL,
                Keyword.DEC,
                Keyword.FLOAT,
                Keyword.VARCHAR,
                Keyword.CHAR,
                Keyword.CHARACTER,
                Keyword.NCHAR,
                Keyword.NATIONAL,
                Keyword.BIT,
                Keyword.VARBIT,
                Keyword.TIME,
                Keyword.TIMESTAMP);
        register(rules, new LockingRule(), Keyword.FOR);
        register(rules, new OnlyRule(), Keyword.ONLY);
        register(rules, new OverlapsRule(), Keyword.OVERLAPS);
        register(rules, new IntervalLiteralRule(), Keyword.INTERVAL);
        RewriteRule likes = new LikeEscapeRule();
        register(
                rules,
                (rewrite, at) -> {
                    likes.apply(rewrite, at);
                    CharacterRule.matched(rewrite, at);
                },
                Keyword.LIKE,
                Keyword.ILIKE);
        RewriteRule similar = new SimilarRule();
        register(
                rules,
                (rewrite, at) -> {
                    similar.apply(rewrite, at);
                    CharacterRule.matched(rewrite, at);
                },
                Keyword.SIMILAR);
        RewriteRule normalized = new NormalizedRule();
        register(
                rules,
                (rewrite, at) -> {
                    normalized.apply(rewrite, at);
                    RowNullRule.apply(rewrite, at);
                    RowComparisonRule.applyIs(rewrite, at);
                },
                Keyword.IS);
        register(rules, RowComparisonRule::applyIn, Keyword.IN);
        register(
                rules,
                new TimePrecisionRule(),
                Keyword.CURRENT_TIME,
                Keyword.CURRENT_TIMESTAMP,
                Keyword.LOCALTIME,
                Keyword.LOCALTIMESTAMP);
        RewriteRule names = new NameRule();
        RewriteRule lists = new ListLiteralRule();
        RewriteRule queries = new ArraySubqueryRule();
        register(
                rules,
                (rewrite, at) -> {
                    names.apply(rewrite, at);
                    lists.apply(rewrite, at);
                    queries.apply(rewrite, at);
                },
                Keyword.ANY,
                Keyword.SOME,
                Keyword.ALL);
        return rules;
    }

    /** {@code ORDER BY x USING <}. */
    private static void orderUsing(Rewrite rewrite, int at) {
        if (rewrite.tokens().isOperator(at + 1, "<")) {
            rewrite.replace(at, at + 2, "ASC");
        } else if (rewrite.tokens().isOperator(at + 1, ">")) {
            rewrite.replace(at, at + 2, "DESC");
        }
    }

    private static void register(
            @Nullable RewriteRule[] rules, RewriteRule rule, Keyword... keywords) {
        for (Keyword keyword : keywords) {
            rules[keyword.ordinal()] = rule;
        }
    }

    private static @Nullable RewriteRule[] byKind() {
        @Nullable RewriteRule[] rules = new @Nullable RewriteRule[TokenKind.values().length];
        StringRule texts = new StringRule();
        RewriteRule strings =
                (rewrite, at) -> {
                    texts.apply(rewrite, at);
                    ZonedLiteralRule.apply(rewrite, at);
                };
        rules[TokenKind.STRING.ordinal()] = strings;
        rules[TokenKind.ESCAPE_STRING.ordinal()] = strings;
        rules[TokenKind.UNICODE_STRING.ordinal()] = strings;
        rules[TokenKind.UNICODE_IDENTIFIER.ordinal()] = strings;
        rules[TokenKind.HEX_STRING.ordinal()] = new HexStringRule();
        rules[TokenKind.BIT_STRING.ordinal()] = HexStringRule::requireBits;
        RewriteRule settings = new SettingCallRule();
        RewriteRule names = new FunctionNameRule();
        RewriteRule sets = new SetCallRule();
        RewriteRule functions =
                (rewrite, at) -> {
                    if (rewrite.is(at + 1, TokenKind.LEFT_PAREN)) {
                        names.apply(rewrite, at);
                        sets.apply(rewrite, at);
                        FunctionAliasRule.apply(rewrite, at);
                        NormalizedRule.call(rewrite, at);
                        TextArgumentsRule.apply(rewrite, at);
                        TypeCallRule.apply(rewrite, at);
                        TransactionAgeRule.apply(rewrite, at);
                    }
                };
        RewriteRule national = new NationalStringRule();
        RewriteRule vectors = new CatalogVectorRule();
        RewriteRule aliases = new SchemaAliasRule();
        RewriteRule extract = new ExtractRule();
        RewriteRule literals = new TypedLiteralRule();
        RewriteRule aggregates = new JsonAggregateRule();
        RewriteRule systemColumns = new SystemColumnRule();
        rules[TokenKind.IDENTIFIER.ordinal()] =
                (rewrite, at) -> {
                    settings.apply(rewrite, at);
                    national.apply(rewrite, at);
                    vectors.apply(rewrite, at);
                    aliases.apply(rewrite, at);
                    functions.apply(rewrite, at);
                    extract.apply(rewrite, at);
                    if (isZonedType(rewrite, at)) {
                        literals.apply(rewrite, at);
                    }
                    aggregates.apply(rewrite, at);
                    OrderedSetRule.apply(rewrite, at);
                    SequenceCallRule.apply(rewrite, at);
                    systemColumns.apply(rewrite, at);
                    RowPlaceRule.apply(rewrite, at);
                    TimeColumnRule.apply(rewrite, at);
                    WithClause.requireNoSearch(rewrite, at);
                };
        RewriteRule exponents = new ExponentRule();
        rules[TokenKind.NUMERIC.ordinal()] =
                (rewrite, at) -> {
                    exponents.apply(rewrite, at);
                    RealComparisonRule.apply(rewrite, at);
                };
        RewriteRule integers = new IntegerLiteralRule();
        rules[TokenKind.INTEGER.ordinal()] =
                (rewrite, at) -> {
                    integers.apply(rewrite, at);
                    RealComparisonRule.applyToInteger(rewrite, at);
                    SmallintRule.apply(rewrite, at);
                };
        RewriteRule operators = new OperatorTokenRule();
        rules[TokenKind.OPERATOR.ordinal()] =
                (rewrite, at) -> {
                    operators.apply(rewrite, at);
                    CharacterRule.apply(rewrite, at);
                    RowComparisonRule.apply(rewrite, at);
                };
        RewriteRule catalogs = new CatalogQualifierRule();
        rules[TokenKind.QUOTED_IDENTIFIER.ordinal()] =
                (rewrite, at) -> {
                    catalogs.apply(rewrite, at);
                    aliases.apply(rewrite, at);
                    functions.apply(rewrite, at);
                    TimeColumnRule.apply(rewrite, at);
                };
        RewriteRule references = new ReferenceCastRule();
        rules[TokenKind.CAST.ordinal()] =
                (rewrite, at) -> {
                    NumericCastRule.literal(rewrite, at);
                    LengthCastRule.apply(rewrite, at);
                    CharacterRule.cast(rewrite, at);
                    if (SequenceCallRule.strips(rewrite, at)
                            || TextCastRule.apply(rewrite, at)
                            || DomainUses.cast(rewrite, at)
                            || NumericCastRule.apply(rewrite, at)) {
                        return;
                    }
                    if (!ReferenceCastRule.applies(rewrite, at)) {
                        TypeNames.rewrite(rewrite, at + 1, CharacterTypes.Use.CAST);
                    } else {
                        references.apply(rewrite, at);
                    }
                };
        rules[TokenKind.LEFT_BRACKET.ordinal()] = new ElementAssignmentRule();
        rules[TokenKind.PARAMETER.ordinal()] = new ParameterRule();
        return rules;
    }

    private static boolean isZonedType(Rewrite rewrite, int at) {
        Tokens tokens = rewrite.tokens();
        return tokens.isWord(at, "timestamptz") || tokens.isWord(at, "timetz");
    }

    /** Behind the first such word outside brackets, and ONLY. */
    private static int pastWord(Rewrite rewrite, int from, Keyword word) {
        int at = from;
        while (at < rewrite.to() && !rewrite.is(at, word)) {
            at = rewrite.past(at);
        }
        return rewrite.is(at + 1, Keyword.ONLY) ? at + 2 : at + 1;
    }

    private static Map<Leading, RewriteRule> byLeading() {
        Map<Leading, RewriteRule> rules = new EnumMap<>(Leading.class);
        RewriteRule createTable = new CreateTableRule();
        rules.put(
                Leading.CREATE_TABLE,
                (rewrite, from) -> {
                    if (!DomainUses.columns(rewrite, from)) {
                        createTable.apply(rewrite, from);
                    }
                });
        rules.put(Leading.CREATE_TABLE_AS, createTable);
        rules.put(Leading.CREATE_TABLE_AS_EMPTY, createTable);
        rules.put(Leading.SELECT_INTO, new SelectIntoRule());
        rules.put(Leading.TRUNCATE, new TruncateRule());
        RewriteRule alterTable = new AlterTableRule();
        rules.put(
                Leading.ALTER_TABLE,
                (rewrite, from) -> {
                    if (!DomainUses.columns(rewrite, from)) {
                        alterTable.apply(rewrite, from);
                    }
                });
        rules.put(Leading.CREATE_DOMAIN, DomainRules::created);
        rules.put(Leading.ALTER_DOMAIN, DomainRules::altered);
        rules.put(Leading.DROP_DOMAIN, DomainRules::dropped);
        RewriteRule alter = new AlterRelationRule();
        rules.put(Leading.ALTER_VIEW, alter);
        rules.put(Leading.ALTER_INDEX, alter);
        rules.put(Leading.ALTER_SCHEMA, alter);
        rules.put(Leading.CREATE_INDEX, new CreateIndexRule());
        rules.put(Leading.ALTER_SEQUENCE, new AlterSequenceRule());
        rules.put(Leading.CREATE_SCHEMA, new CreateSchemaRule());
        rules.put(Leading.CREATE_VIEW, new CreateViewRule());
        RewriteRule identity = new IdentityRule();
        RewriteRule changed =
                (rewrite, from) -> {
                    identity.apply(rewrite, from);
                    ReturningRule.apply(rewrite);
                };
        rules.put(
                Leading.INSERT,
                (rewrite, from) -> {
                    MaterializedView.requireNone(rewrite, pastWord(rewrite, from, Keyword.INTO));
                    AssignmentRule.inserted(rewrite, from);
                    changed.apply(rewrite, from);
                });
        rules.put(
                Leading.UPDATE,
                (rewrite, from) -> {
                    MaterializedView.requireNone(rewrite, pastWord(rewrite, from, Keyword.UPDATE));
                    AssignmentRule.updated(rewrite, from);
                    changed.apply(rewrite, from);
                });
        rules.put(
                Leading.DELETE,
                (rewrite, from) -> {
                    MaterializedView.requireNone(rewrite, pastWord(rewrite, from, Keyword.FROM));
                    ReturningRule.apply(rewrite);
                });
        rules.put(
                Leading.MERGE,
                (rewrite, from) ->
                        MaterializedView.requireNone(
                                rewrite, pastWord(rewrite, from, Keyword.INTO)));
        rules.put(Leading.REFRESH, MaterializedViewRules::refreshed);
        rules.put(Leading.DROP_MATERIALIZED_VIEW, MaterializedViewRules::dropped);
        rules.put(Leading.ALTER_MATERIALIZED_VIEW, MaterializedViewRules::altered);
        RewriteRule inert = new InertRule();
        rules.put(Leading.REINDEX, inert);
        rules.put(Leading.CLUSTER, inert);
        rules.put(Leading.CHECKPOINT, inert);
        rules.put(Leading.CREATE_TYPE, new CreateTypeRule());
        rules.put(Leading.CREATE_SEQUENCE, new CreateSequenceRule());
        RewriteRule vacuum = new VacuumRule();
        rules.put(Leading.VACUUM, vacuum);
        rules.put(Leading.ANALYZE, vacuum);
        RewriteRule drop = new DropListRule();
        rules.put(Leading.DROP_TABLE, drop);
        rules.put(Leading.DROP_VIEW, drop);
        rules.put(Leading.DROP_INDEX, drop);
        rules.put(Leading.DROP_SCHEMA, drop);
        rules.put(Leading.DROP_SEQUENCE, drop);
        rules.put(Leading.DROP_TYPE, new DropTypeRule());
        rules.put(Leading.ALTER_TYPE, new AlterTypeRule());
        rules.put(Leading.COMMENT, new CommentRule());
        rules.put(Leading.CREATE_FUNCTION, new CreateFunctionRule());
        rules.put(Leading.DROP_FUNCTION, new DropFunctionRule());
        return rules;
    }
}
