package dev.duckspace.gateway.catalog;

import dev.duckspace.gateway.catalog.CatalogNames.Named;
import dev.duckspace.gateway.catalog.query.Meanings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the names in a view's query stand for. */
final class ViewMeanings implements Meanings {
    private static final Pattern MODIFIER = Pattern.compile("\\(([\\d,]+)\\)");
    private static final int HEADER = 4;

    private final CatalogSnapshot.RelationEntry entry;
    private final CatalogView view;

    ViewMeanings(CatalogSnapshot.RelationEntry entry, CatalogView view) {
        this.entry = entry;
        this.view = view;
    }

    @Override
    public @Nullable Relation relation(List<String> name) {
        String written = name.stream().map(SqlNames::quoted).collect(Collectors.joining("."));
        Named named = ViewText.source(written, entry, view);
        if (named == null) {
            return null;
        }
        List<Column> columns = new ArrayList<>();
        view.snapshot()
                .columnsOf(named.oid())
                .forEach(
                        (column, facts) -> columns.add(new Column(column, facts.declared().oid())));
        if (columns.isEmpty() && named.schema().equals(CatalogNames.SYSTEM_SCHEMA)) {
            CatalogRelation.named(named.name())
                    .columns()
                    .forEach(each -> columns.add(new Column(each.name(), type(each.type()))));
        }
        return new Relation(named.name(), view.text(view.names().relations(), named), columns);
    }

    @Override
    public long type(String written) {
        Named named = view.findType(written);
        return named == null ? 0 : named.oid();
    }

    @Override
    public String typeName(long type) {
        Named named = view.names().types().ofOid(type);
        return named == null ? "" : named.name();
    }

    @Override
    public String typeText(long type, int modifier) {
        return TypeTexts.text(view, type, modifier);
    }

    @Override
    public List<Column> fields(long type) {
        return view.snapshot().userTypes().stream()
                .filter(each -> view.snapshot().typeOid(each) == type && Composites.is(each))
                .flatMap(each -> Composites.attributes(each, view.snapshot().types()).stream())
                .map(attribute -> new Column(attribute.name(), attribute.type().oid()))
                .toList();
    }

    @Override
    public int modifier(String written) {
        Matcher matcher = MODIFIER.matcher(written);
        long type = type(written);
        long base = element(type) == 0 ? type : element(type);
        if (!matcher.find()) {
            boolean one = base == Expression.BPCHAR && written.startsWith("char");
            return one ? HEADER + 1 : -1;
        }
        String[] numbers = matcher.group(1).split(",");
        int first = Integer.parseInt(numbers[0]);
        int second = numbers.length > 1 ? Integer.parseInt(numbers[1]) : 0;
        if (base == Expression.BPCHAR || base == Expression.VARCHAR) {
            return first + HEADER;
        }
        return base == Expression.NUMERIC ? ((first << 16) | second) + HEADER : first;
    }

    @Override
    public List<Routine> functions(List<String> name) {
        boolean system = name.size() == 1 || name.getFirst().equals(CatalogNames.SYSTEM_SCHEMA);
        List<Routine> found =
                new ArrayList<>(system ? CallTables.functions(name.getLast()) : List.of());
        String written = name.stream().map(SqlNames::quoted).collect(Collectors.joining("."));
        for (Named named : view.findAll(view.names().routines(), written)) {
            RoutineFacts facts = view.names().routine(named.oid());
            if (facts != null && !named.schema().equals(CatalogNames.SYSTEM_SCHEMA)) {
                found.add(CallTables.routine(facts, view.text(view.names().routines(), named)));
            }
        }
        return found;
    }

    @Override
    public List<Routine> operators(String name, int operands) {
        return CallTables.operators(name).stream()
                .filter(each -> each.arguments().size() == operands)
                .toList();
    }

    @Override
    public long base(long type) {
        return BuiltInTypes.has(type) ? type : view.snapshot().baseOf(type);
    }

    @Override
    public boolean isImplicit(long from, long to) {
        return CallTables.isImplicit(from, to);
    }

    @Override
    public char category(long type) {
        if (BuiltInTypes.has(type)) {
            return BuiltInTypes.ofOid(type).category();
        }
        Named named = view.names().types().ofOid(type);
        boolean array = named != null && named.text().endsWith("[]");
        boolean listed =
                view.snapshot().enums().stream()
                        .anyMatch(each -> view.snapshot().typeOid(each) == type);
        return array ? 'A' : listed ? 'E' : 'C';
    }

    @Override
    public boolean isPreferred(long type) {
        return CallTables.isPreferred(type);
    }

    @Override
    public long element(long array) {
        if (BuiltInTypes.has(array)) {
            BuiltInTypes.Facts facts = BuiltInTypes.ofOid(array);
            return facts.category() == 'A' ? facts.element() : 0;
        }
        Named named = view.names().types().ofOid(array);
        if (named == null || !named.text().endsWith("[]")) {
            return 0;
        }
        Named element =
                view.findType(
                        SqlNames.quoted(named.schema())
                                + '.'
                                + named.text().replaceFirst("\\[]$", ""));
        return element == null ? 0 : element.oid();
    }

    @Override
    public long array(long element) {
        return view.arrayOf(element);
    }

    @Override
    public String quoted(String name) {
        return SqlNames.quoted(name);
    }
}
