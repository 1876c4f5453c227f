/**
 * PostgreSQL's functions, operators, casts and aggregates that the engine lacks or answers
 * differently, in Java: one class a subject, each giving a list. They are registered in every
 * instance as it opens, so that views, defaults and indexes of workspace files find them again.
 *
 * <p>How to add one:
 *
 * <ul>
 *   <li>A function of fixed types is a line in its subject's list: {@code function("md5", TEXT,
 *       List.of(TEXT), row -> digest(row.text(0)))}. NULL in gives NULL out; {@code
 *       functionOfNulls} sees NULLs itself. {@code .asVolatile()}, {@code .withVarargs(type)} and
 *       {@code .withSession()} (then {@code row.setting("TimeZone")}) as needed. Several of a name
 *       are overloads; one of a built-in's very parameters replaces it. Hot ones write vectors
 *       themselves: {@code new ScalarFunction(name, result, parameters, call -> ...)}.
 *   <li>Where the result's type follows from the arguments' types, or any type is taken: a {@code
 *       ResolvedFunction} with parameters of {@code ANY}, whose resolver answers type and body.
 *   <li>A cast: {@code cast(from, to, row -> ...)}, explicit, or {@code new CastFunction} with an
 *       implicit cost. It replaces the engine's own between the same types.
 *   <li>An aggregate: {@code AggregateFunction} over an {@code AggregateBody} of native state, or
 *       {@code ObjectStates} of Java objects. Never a built-in's name: call it {@code pg_name} and
 *       add the name to {@code sql.FunctionNames}, which renames calls and keeps the label.
 *   <li>An operator: a function whose name is the operator. Tokens with {@code #} or {@code ?}, and
 *       {@code ->}, need a line in {@code sql.OperatorNames}.
 *   <li>A set-returning function is a function that returns a list, and a line in {@code
 *       sql.FunctionNames} that makes its calls {@code unnest(name(...))}.
 *   <li>Errors: {@code throw new PgException(SqlState.X, message)}, or FunctionError, reach the
 *       client as they are. Anything else thrown becomes XX000.
 *   <li>Names that the optimizer knows are never registered: docs/engine-functions.md, 6.
 * </ul>
 */
@NullMarked
package dev.duckspace.gateway.functions;

import org.jspecify.annotations.NullMarked;
