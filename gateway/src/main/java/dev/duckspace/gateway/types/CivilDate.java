package dev.duckspace.gateway.types;

/**
 * Dates of the proleptic Gregorian calendar, packed into one long so that none is allocated.
 *
 * <p>Years are astronomical: 0 is 1 BC. Epoch days count from 1970-01-01.
 */
public final class CivilDate {
    private static final int DAYS_0000_03_01_TO_1970 = 719_468;
    private static final int DAYS_OF_400_YEARS = 146_097;
    private static final int DAYS_OF_100_YEARS = 36_524;
    private static final int DAYS_OF_4_YEARS = 1_461;

    /** Four times the number of a day before this fits an int. */
    private static final int END_OF_FAST_DAYS = 1 << 29;

    private CivilDate() {}

    public static long ofEpochDay(long epochDay) {
        long shifted = epochDay + DAYS_0000_03_01_TO_1970;
        return shifted >= 0 && shifted < END_OF_FAST_DAYS ? fast((int) shifted) : slow(shifted);
    }

    /**
     * By the Euclidean affine functions of C. Neri and L. Schneider, "Euclidean affine functions
     * and their application to calendar algorithms": a multiplication gives quotient and rest.
     */
    private static long fast(int shifted) {
        int quarters = 4 * shifted + 3;
        int century = quarters / DAYS_OF_400_YEARS;
        int quartersOfCentury = (quarters - century * DAYS_OF_400_YEARS) | 3;
        long product = 2_939_745L * quartersOfCentury;
        int yearOfCentury = (int) (product >>> 32);
        int dayOfYear = (int) ((product & 0xFFFF_FFFFL) / 2_939_745) >>> 2;
        int months = 2_141 * dayOfYear + 197_913;
        int day = (months & 0xFFFF) / 2_141 + 1;
        int afterNewYear = dayOfYear >= 306 ? 1 : 0;
        int month = (months >>> 16) - 12 * afterNewYear;
        long year = 100L * century + yearOfCentury + afterNewYear;
        return (year << 16) | (month << 8) | day;
    }

    private static long slow(long shifted) {
        long cycle =
                shifted >= 0
                        ? shifted / DAYS_OF_400_YEARS
                        : (shifted - (DAYS_OF_400_YEARS - 1)) / DAYS_OF_400_YEARS;
        int dayOfCycle = (int) (shifted - cycle * DAYS_OF_400_YEARS);
        int yearOfCycle =
                (dayOfCycle
                                - dayOfCycle / (DAYS_OF_4_YEARS - 1)
                                + dayOfCycle / DAYS_OF_100_YEARS
                                - dayOfCycle / (DAYS_OF_400_YEARS - 1))
                        / 365;
        int dayOfYear = dayOfCycle - (365 * yearOfCycle + yearOfCycle / 4 - yearOfCycle / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = cycle * 400 + yearOfCycle + (month <= 2 ? 1 : 0);
        return (year << 16) | (month << 8) | day;
    }

    public static int year(long packed) {
        return (int) (packed >> 16);
    }

    public static int month(long packed) {
        return ((int) packed >>> 8) & 0xFF;
    }

    public static int day(long packed) {
        return (int) packed & 0xFF;
    }

    /** Epoch day of a valid year, month (1..12) and day. */
    public static long epochDay(long year, int month, int day) {
        long shiftedYear = month <= 2 ? year - 1 : year;
        long cycle = Math.floorDiv(shiftedYear, 400);
        int yearOfCycle = (int) (shiftedYear - cycle * 400);
        int monthFromMarch = month > 2 ? month - 3 : month + 9;
        int dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1;
        int dayOfCycle = yearOfCycle * 365 + yearOfCycle / 4 - yearOfCycle / 100 + dayOfYear;
        return cycle * DAYS_OF_400_YEARS + dayOfCycle - DAYS_0000_03_01_TO_1970;
    }

    public static int lengthOfMonth(long year, int month) {
        if (month == 2) {
            boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            return leap ? 29 : 28;
        }
        return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
    }

    /** 0 is Sunday. */
    public static int dayOfWeek(long epochDay) {
        return (int) Math.floorMod(epochDay + 4, 7L);
    }

    public static int dayOfYear(long packed) {
        int year = year(packed);
        return (int) (epochDay(year, month(packed), day(packed)) - epochDay(year, 1, 1)) + 1;
    }
}
