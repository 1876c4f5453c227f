package dev.duckspace.gateway.types;

import dev.duckspace.gateway.protocol.PgException;
import java.util.Map;

/** Collects year, month and day from the parts of a date, in whatever order they come. */
final class DateParts {
    private static final Map<String, Integer> MONTHS =
            Map.ofEntries(
                    Map.entry("jan", 1),
                    Map.entry("january", 1),
                    Map.entry("feb", 2),
                    Map.entry("february", 2),
                    Map.entry("mar", 3),
                    Map.entry("march", 3),
                    Map.entry("apr", 4),
                    Map.entry("april", 4),
                    Map.entry("may", 5),
                    Map.entry("jun", 6),
                    Map.entry("june", 6),
                    Map.entry("jul", 7),
                    Map.entry("july", 7),
                    Map.entry("aug", 8),
                    Map.entry("august", 8),
                    Map.entry("sep", 9),
                    Map.entry("sept", 9),
                    Map.entry("september", 9),
                    Map.entry("oct", 10),
                    Map.entry("october", 10),
                    Map.entry("nov", 11),
                    Map.entry("november", 11),
                    Map.entry("dec", 12),
                    Map.entry("december", 12));

    private static final long JULIAN_DAY_OF_1970 = 2_440_588;

    private final String text;
    private final String typeName;
    private final DateStyle.Order order;

    private boolean hasYear;
    private boolean hasMonth;
    private boolean hasDay;
    private boolean monthNamed;
    private boolean shortYear;
    private boolean hasEra;
    private boolean beforeChrist;
    private boolean known;
    private long knownDay;
    private int dayOfYear;
    private int year;
    private int month;
    private int day;

    DateParts(String text, String typeName, DateStyle.Order order) {
        this.text = text;
        this.typeName = typeName;
        this.order = order;
    }

    boolean isMonth(String word) {
        return MONTHS.containsKey(word);
    }

    boolean hasMonthAndDay() {
        return known || (hasMonth && hasDay);
    }

    boolean hasAny() {
        return known || hasYear || hasMonth || hasDay;
    }

    boolean isComplete() {
        return known || (hasYear && hasMonth && hasDay);
    }

    /** Starts with a digit, or with a month's name. */
    boolean looksLikeDate(String token) {
        if (DateTimeToken.isDigit(token.charAt(0))) {
            return true;
        }
        int end = 0;
        while (end < token.length() && DateTimeToken.isLetter(token.charAt(end))) {
            end++;
        }
        return isMonth(token.substring(0, end));
    }

    void setEpochDay(long epochDay) {
        known = true;
        knownDay = epochDay;
    }

    void setJulianDay(int julianDay) {
        setEpochDay(julianDay - JULIAN_DAY_OF_1970);
    }

    void setEra(boolean bc) {
        if (hasEra) {
            throw invalid();
        }
        hasEra = true;
        beforeChrist = bc;
    }

    /** A number read as the month before turns out to be the day. */
    void setMonthName(String word) {
        if (hasMonth && !monthNamed && !hasDay && month >= 1 && month <= 31) {
            day = month;
            hasDay = true;
        } else if (hasMonth) {
            throw invalid();
        }
        month = MONTHS.getOrDefault(word, 0);
        hasMonth = true;
        monthNamed = true;
    }

    /** {@code 1999-01-08}, {@code 1/8/99}, {@code 08-jan-1999}, {@code 1999.008}. */
    void readSeparated(String token) {
        String[] parts = token.split("[^a-z0-9]+", -1);
        if (parts.length > 3) {
            throw invalid();
        }
        for (String part : parts) {
            if (!part.isEmpty() && DateTimeToken.isLetter(part.charAt(0))) {
                if (!isMonth(part)) {
                    throw invalid();
                }
                setMonthName(part);
            }
        }
        for (String part : parts) {
            if (part.isEmpty()) {
                throw invalid();
            }
            if (!DateTimeToken.isLetter(part.charAt(0))) {
                readNumber(part);
            }
        }
        if (!isComplete() && parts.length > 1) {
            throw invalid();
        }
    }

    /** {@code 19990108}, {@code 990108}. */
    void readRunTogether(String token) {
        if (token.indexOf('.') >= 0 || hasAny()) {
            throw invalid();
        }
        int length = token.length();
        setYear(token.substring(0, length - 4));
        month = number(token.substring(length - 4, length - 2));
        day = number(token.substring(length - 2));
        hasMonth = true;
        hasDay = true;
    }

    /** One number; what it is follows from what is known already and from the DateStyle. */
    void readNumber(String digits) {
        int value = number(digits);
        int length = digits.length();
        if (length == 3 && hasYear && !hasMonth && !hasDay && value >= 1 && value <= 366) {
            dayOfYear = value;
            hasMonth = true;
            hasDay = true;
            return;
        }
        if (!hasYear && !hasMonth && !hasDay) {
            readFirst(digits, value);
        } else if (hasYear && !hasMonth && !hasDay) {
            setMonth(value);
        } else if (hasMonth && !hasYear && !hasDay) {
            if (monthNamed && (length >= 3 || order == DateStyle.Order.YMD)) {
                setYear(digits);
            } else {
                setDay(value);
            }
        } else if (hasYear && hasMonth && !hasDay) {
            readAfterYearAndMonth(digits, value);
        } else if (hasDay && !hasMonth && !hasYear) {
            setMonth(value);
        } else if (hasMonth && hasDay && !hasYear) {
            setYear(digits);
        } else {
            throw invalid();
        }
    }

    private void readFirst(String digits, int value) {
        if (digits.length() >= 3 || order == DateStyle.Order.YMD) {
            setYear(digits);
        } else if (order == DateStyle.Order.DMY) {
            setDay(value);
        } else {
            setMonth(value);
        }
    }

    /** Beside a named month a long number is the year, and the short one before it was the day. */
    private void readAfterYearAndMonth(String digits, int value) {
        if (monthNamed && digits.length() >= 3 && shortYear) {
            setDay(year);
            setYear(digits);
        } else {
            setDay(value);
        }
    }

    private void setYear(String digits) {
        year = number(digits);
        shortYear = digits.length() <= 2;
        hasYear = true;
    }

    private void setMonth(int value) {
        month = value;
        hasMonth = true;
    }

    private void setDay(int value) {
        day = value;
        hasDay = true;
    }

    /**
     * @throws PgException 22008 for a month or day that does not exist
     */
    long epochDay() {
        if (known) {
            return knownDay;
        }
        long astronomical = astronomicalYear();
        if (dayOfYear > 0) {
            return CivilDate.epochDay(astronomical, 1, 1) + dayOfYear - 1;
        }
        if (month < 1 || month > 12 || day < 1 || day > 31) {
            throw InputErrors.dateOrderOverflow(text);
        }
        if (day > CivilDate.lengthOfMonth(astronomical, month)) {
            throw InputErrors.dateTimeFieldOverflow(text);
        }
        return CivilDate.epochDay(astronomical, month, day);
    }

    private long astronomicalYear() {
        if (beforeChrist) {
            if (year <= 0) {
                throw InputErrors.dateTimeFieldOverflow(text);
            }
            return 1L - year;
        }
        if (shortYear) {
            return year < 70 ? year + 2000 : year + 1900;
        }
        if (year <= 0) {
            throw InputErrors.dateTimeFieldOverflow(text);
        }
        return year;
    }

    private int number(String digits) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalid();
        }
        if (digits.length() > 9) {
            throw InputErrors.dateTimeFieldOverflow(text);
        }
        return Integer.parseInt(digits);
    }

    private PgException invalid() {
        return InputErrors.invalidDateTime(typeName, text);
    }
}
