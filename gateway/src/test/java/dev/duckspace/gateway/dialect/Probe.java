package dev.duckspace.gateway.dialect;

/**
 * A statement, PostgreSQL's answer to it, and how the gateway's is to stand to that.
 *
 * @param group of the same kind, as {@code strings}
 * @param varies whether PostgreSQL's values are its own or the moment's, so that only columns count
 * @param note why the verdict is another than {@link Verdict#SAME}; empty when it is that
 */
record Probe(
        String group,
        String statement,
        Answer postgres,
        boolean varies,
        Verdict verdict,
        String note) {

    Probe judged(Answer gateway) {
        Verdict seen = Verdict.of(postgres, gateway, varies);
        return new Probe(group, statement, postgres, varies, seen, seen == verdict ? note : "");
    }
}
