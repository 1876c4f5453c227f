package dev.duckspace.gateway.catalog.query;

import dev.duckspace.gateway.catalog.query.Meanings.Routine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Which function or operator is meant, by PostgreSQL's rules for the types of its arguments. */
final class Resolution {
    private static final long ANY = 2276;
    private static final long ANY_ARRAY = 2277;
    private static final long ANY_ELEMENT = 2283;
    private static final long ANY_NON_ARRAY = 2776;
    private static final long ANY_ENUM = 3500;
    private static final long ANY_RANGE = 3831;
    private static final long ANY_COMPATIBLE = 5077;
    private static final long ANY_COMPATIBLE_ARRAY = 5078;
    private static final long ANY_COMPATIBLE_NON_ARRAY = 5079;
    private static final Set<Long> ELEMENTS = Set.of(ANY_ELEMENT, ANY_NON_ARRAY, ANY_ENUM);
    private static final Set<Long> COMPATIBLE = Set.of(ANY_COMPATIBLE, ANY_COMPATIBLE_NON_ARRAY);

    private final Meanings meanings;

    Resolution(Meanings meanings) {
        this.meanings = meanings;
    }

    /**
     * What is called.
     *
     * @param arguments the types that the arguments are cast to
     */
    record Chosen(Routine routine, List<Long> arguments, long result) {}

    Chosen function(List<Routine> named, List<Long> given) {
        List<Long> types = bases(given);
        List<Routine> candidates = new ArrayList<>();
        for (Routine routine : named) {
            expanded(routine, types.size()).ifPresent(candidates::add);
        }
        return chosen(
                candidates.stream()
                        .filter(routine -> routine.arguments().equals(types))
                        .findFirst()
                        .orElseGet(() -> best(candidates, types)),
                types);
    }

    /** With as many arguments as are given; the ones that are left out are not printed. */
    private Optional<Routine> expanded(Routine routine, int given) {
        List<Long> arguments = new ArrayList<>(routine.arguments());
        if (routine.variadic() && given >= arguments.size()) {
            long last = arguments.removeLast();
            long element =
                    last == ANY ? ANY : last == ANY_ARRAY ? ANY_ELEMENT : meanings.element(last);
            while (arguments.size() < given) {
                arguments.add(element);
            }
        }
        if (given > arguments.size() || given < arguments.size() - routine.defaults()) {
            return Optional.empty();
        }
        return Optional.of(
                new Routine(
                        routine.name(),
                        routine.kind(),
                        List.copyOf(arguments.subList(0, given)),
                        false,
                        0,
                        routine.result(),
                        routine.outputs()));
    }

    /** A domain is what it is based on. */
    private List<Long> bases(List<Long> types) {
        return types.stream().map(meanings::base).toList();
    }

    Chosen operator(String name, List<Long> given) {
        List<Long> types = bases(given);
        List<Routine> candidates = meanings.operators(name, types.size());
        List<Long> assumed = assumed(types);
        return chosen(
                candidates.stream()
                        .filter(routine -> routine.arguments().equals(assumed))
                        .findFirst()
                        .orElseGet(() -> best(candidates, types)),
                types);
    }

    /** A literal beside something of a type is of that type, where such an operator is. */
    private static List<Long> assumed(List<Long> types) {
        if (types.size() == 2 && types.contains(Node.UNKNOWN)) {
            long known = types.getFirst() == Node.UNKNOWN ? types.getLast() : types.getFirst();
            return List.of(known, known);
        }
        return types;
    }

    private Routine best(List<Routine> all, List<Long> types) {
        List<Routine> left = all.stream().filter(each -> fits(each, types)).toList();
        if (left.size() > 1) {
            left = most(left, each -> count(each, types, false));
        }
        if (left.size() > 1) {
            left = most(left, each -> count(each, types, true));
        }
        if (left.size() > 1) {
            left = byCategory(left, types);
        }
        if (left.size() > 1) {
            left = assumingOneType(left, types);
        }
        if (left.size() != 1) {
            throw new UnreadableQuery(all.isEmpty() ? "no such function" : all.getFirst().name());
        }
        return left.getFirst();
    }

    private boolean fits(Routine routine, List<Long> types) {
        for (int i = 0; i < types.size(); i++) {
            if (!fits(types.get(i), routine.arguments().get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean fits(long from, long to) {
        if (from == to || to == ANY || from == Node.UNKNOWN) {
            return true;
        }
        if (to == ANY_ELEMENT || to == ANY_COMPATIBLE) {
            return true;
        }
        if (to == ANY_NON_ARRAY || to == ANY_COMPATIBLE_NON_ARRAY) {
            return meanings.element(from) == 0;
        }
        if (to == ANY_ARRAY || to == ANY_COMPATIBLE_ARRAY) {
            return meanings.element(from) != 0;
        }
        if (to == ANY_ENUM) {
            return meanings.category(from) == 'E';
        }
        if (to == ANY_RANGE) {
            return meanings.category(from) == 'R';
        }
        return meanings.isImplicit(from, to);
    }

    private static List<Routine> most(List<Routine> all, ToIntFunction<Routine> count) {
        int most = all.stream().mapToInt(count).max().orElse(0);
        return all.stream().filter(each -> count.applyAsInt(each) == most).toList();
    }

    /** How many arguments are of the type itself, or of a preferred one. */
    private int count(Routine routine, List<Long> types, boolean preferred) {
        int count = 0;
        for (int i = 0; i < types.size(); i++) {
            long type = types.get(i);
            long wanted = routine.arguments().get(i);
            boolean counts =
                    type == wanted
                            || (preferred
                                    && meanings.isPreferred(wanted)
                                    && meanings.category(wanted) == meanings.category(type));
            count += type != Node.UNKNOWN && counts ? 1 : 0;
        }
        return count;
    }

    private List<Routine> byCategory(List<Routine> all, List<Long> types) {
        List<Routine> left = all;
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i) != Node.UNKNOWN) {
                continue;
            }
            int at = i;
            Set<Character> categories = new HashSet<>();
            left.forEach(each -> categories.add(meanings.category(each.arguments().get(at))));
            char category =
                    categories.contains('S')
                            ? 'S'
                            : categories.size() == 1 ? categories.iterator().next() : 0;
            if (category == 0) {
                return left;
            }
            List<Routine> same =
                    left.stream()
                            .filter(each -> meanings.category(each.arguments().get(at)) == category)
                            .toList();
            List<Routine> preferred =
                    same.stream()
                            .filter(each -> meanings.isPreferred(each.arguments().get(at)))
                            .toList();
            left = preferred.isEmpty() ? same : preferred;
        }
        return left;
    }

    private List<Routine> assumingOneType(List<Routine> all, List<Long> types) {
        Set<Long> known = new HashSet<>(types);
        known.remove(Node.UNKNOWN);
        if (known.size() != 1 || !types.contains(Node.UNKNOWN)) {
            return all;
        }
        long type = known.iterator().next();
        return all.stream()
                .filter(each -> each.arguments().stream().allMatch(wanted -> fits(type, wanted)))
                .toList();
    }

    private Chosen chosen(Routine routine, List<Long> types) {
        List<Long> common = new ArrayList<>();
        long element = 0;
        for (int i = 0; i < types.size(); i++) {
            long wanted = routine.arguments().get(i);
            long type = types.get(i);
            if (type == Node.UNKNOWN) {
                continue;
            }
            if (ELEMENTS.contains(wanted)) {
                element = type;
            } else if (wanted == ANY_ARRAY) {
                element = meanings.element(type);
            } else if (COMPATIBLE.contains(wanted)) {
                common.add(type);
            } else if (wanted == ANY_COMPATIBLE_ARRAY) {
                common.add(meanings.element(type));
            }
        }
        element = element == 0 ? Node.TEXT : element;
        long compatible = common(common);
        List<Long> wanted = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            wanted.add(concrete(routine.arguments().get(i), element, compatible, types.get(i)));
        }
        return new Chosen(
                routine, wanted, concrete(routine.result(), element, compatible, Node.UNKNOWN));
    }

    private long concrete(long wanted, long element, long compatible, long given) {
        if (ELEMENTS.contains(wanted)) {
            return element;
        }
        if (COMPATIBLE.contains(wanted)) {
            return compatible;
        }
        if (wanted == ANY_ARRAY) {
            return meanings.array(element);
        }
        if (wanted == ANY_COMPATIBLE_ARRAY) {
            return meanings.array(compatible);
        }
        return wanted == ANY || wanted == ANY_RANGE ? given : wanted;
    }

    /** The type that values of several are brought to; text for literals alone. */
    long common(List<Long> types) {
        if (Set.copyOf(types).size() == 1 && types.getFirst() != Node.UNKNOWN) {
            return types.getFirst();
        }
        long common = Node.UNKNOWN;
        for (long type : bases(types)) {
            if (type == Node.UNKNOWN || type == common) {
                continue;
            }
            if (common == Node.UNKNOWN) {
                common = type;
            } else if (meanings.category(type) != meanings.category(common)) {
                throw new UnreadableQuery("types do not match");
            } else if (!meanings.isPreferred(common)
                    && meanings.isImplicit(common, type)
                    && !meanings.isImplicit(type, common)) {
                common = type;
            }
        }
        return common == Node.UNKNOWN ? Node.TEXT : common;
    }
}
