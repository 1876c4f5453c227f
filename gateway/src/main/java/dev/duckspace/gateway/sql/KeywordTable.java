package dev.duckspace.gateway.sql;

/** Finds a keyword in a text without making a string of it: an open-addressed hash table. */
@SuppressWarnings("EnumOrdinal") // the table packs ordinals, never stored
final class KeywordTable {
    private static final int SIZE = 2048;
    private static final Keyword[] KEYWORDS = Keyword.values();

    /** Ordinal + 1; 0 where nothing is. */
    private static final short[] SLOTS = new short[SIZE];

    private static final int LONGEST;

    static {
        int longest = 0;
        for (Keyword keyword : KEYWORDS) {
            String word = keyword.word();
            int slot = slot(hash(word, 0, word.length()));
            while (SLOTS[slot] != 0) {
                slot = (slot + 1) % SIZE;
            }
            SLOTS[slot] = (short) (keyword.ordinal() + 1);
            longest = Math.max(longest, word.length());
        }
        LONGEST = longest;
    }

    private KeywordTable() {}

    /** The ordinal of the keyword at {@code [start, end)} of the text, in any case; -1 for none. */
    static int find(String text, int start, int end) {
        int length = end - start;
        if (length > LONGEST) {
            return -1;
        }
        int slot = slot(hash(text, start, end));
        while (SLOTS[slot] != 0) {
            int ordinal = SLOTS[slot] - 1;
            String word = KEYWORDS[ordinal].word();
            if (word.length() == length && spells(text, start, word)) {
                return ordinal;
            }
            slot = (slot + 1) % SIZE;
        }
        return -1;
    }

    private static boolean spells(String text, int start, String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = text.charAt(start + i);
            char lower = c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
            if (lower != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int hash(String text, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + (text.charAt(i) | 0x20);
        }
        return hash;
    }

    private static int slot(int hash) {
        return (hash ^ (hash >>> 13)) & (SIZE - 1);
    }
}
