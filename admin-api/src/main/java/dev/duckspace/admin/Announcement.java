package dev.duckspace.admin;

import dev.duckspace.admin.demo.DemoProject;
import java.io.PrintStream;
import java.util.Optional;

/** What people are told on stdout when the process is ready. */
final class Announcement {
    private final StringBuilder text = new StringBuilder();

    private Announcement() {}

    static Announcement ofServe(RunningServer server, int adminPort) {
        Announcement announcement = new Announcement();
        announcement.line("Duckspace is ready.");
        announcement.line("");
        announcement.entry("PostgreSQL", server.config().host() + ":" + server.gateway().port());
        announcement.entry("admin API", adminUrl(server, adminPort));
        announcement.adminToken(server.newAdminToken());
        return announcement;
    }

    static Announcement ofDemo(RunningServer server, int adminPort, DemoProject.Login login) {
        String url =
                server.connectionTarget()
                        .url(login.workspace(), login.username(), login.password());
        Announcement announcement = new Announcement();
        announcement.line("Duckspace is ready. Paste this into a terminal:");
        announcement.line("");
        announcement.line("  psql '" + url + "'");
        announcement.line("");
        announcement.entry("URL", url);
        announcement.entry("user", login.username());
        announcement.entry("password", login.password());
        announcement.entry("database", login.workspace().database());
        announcement.entry("admin API", adminUrl(server, adminPort));
        announcement.adminToken(server.newAdminToken());
        announcement.line("");
        announcement.line("Then try:");
        announcement.line("  SELECT * FROM in_c_sales.orders LIMIT 5;");
        announcement.line(
                "  CREATE TABLE mine AS SELECT country, count(*) FROM in_c_sales.customers GROUP BY 1;");
        announcement.line("");
        announcement.line("Ctrl+C stops it; what you made stays in " + server.data().root() + ".");
        return announcement;
    }

    private static String adminUrl(RunningServer server, int adminPort) {
        String host = server.config().adminHost();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + adminPort;
    }

    private void adminToken(Optional<String> token) {
        token.ifPresent(secret -> entry("admin token", secret + "  (shown this once)"));
    }

    private void entry(String name, String value) {
        line("  %-12s %s".formatted(name, value));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    void print(PrintStream out) {
        out.print(text);
        out.flush();
    }
}
