package io.tieout.app.connect;

import io.tieout.door.web.WebAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The pages as HTML: no script, nothing from elsewhere, never kept by a browser.
final class ConnectPage {
  static final String STYLE = ConnectRoutes.HOME + "/page.css";
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors"
          + " 'none'";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private final ZoneId zone;
  private final Supplier<List<Row>> rows;
  private final boolean reachable;

  /// A connection and how it stands.
  record Row(Connectable connectable, Standing standing) {}

  /// How a standing is shown.
  ///
  /// @param kind a class of the style sheet
  private record Shown(String kind, String word, String told, String action) {}

  /// @param reachable whether our own address is known, without which no vendor can answer
  ConnectPage(ZoneId zone, Supplier<List<Row>> rows, boolean reachable) {
    this.zone = zone;
    this.rows = rows;
    this.reachable = reachable;
  }

  /// A redirect; what follows is got anew, without what was sent.
  static WebAnswer redirect(String address) {
    return guarded(WebAnswer.empty(303)).with("Location", address);
  }

  /// For whoever has no session.
  WebAnswer locked() {
    return html(
        403,
        """
        <section class="note bad" role="alert"><h2>This page needs a link</h2>
        <p>Run <code>./tieout connect --config tieout.yaml</code> on the machine Tieout runs on, and
        open the address it prints. An address is good once, for fifteen minutes.</p></section>
        """);
  }

  /// Every connection, with what was just done or went wrong.
  WebAnswer overview(int status, Optional<String> done, Optional<String> failure) {
    StringBuilder body = new StringBuilder();
    done.ifPresent(text -> body.append(note("good", "status", "Done", text)));
    failure.ifPresent(text -> body.append(note("bad", "alert", "That did not work", text)));
    if (!reachable && failure.isEmpty()) {
      body.append(
          note(
              "bad",
              "alert",
              "Tieout does not know its own address",
              "Set web.public_url in the configuration and start Tieout again; no vendor can answer before."));
    }
    List<Row> all = rows.get();
    if (all.isEmpty()) {
      body.append(
          note(
              "plain",
              "status",
              "Nothing to connect",
              "No system that is connected by consent is configured."));
    }
    body.append("<ul class=\"connections\">\n");
    all.forEach(row -> body.append(card(row)));
    body.append("</ul>\n");
    return html(status, body.toString());
  }

  /// The style sheet.
  WebAnswer style() {
    try (InputStream in = ConnectPage.class.getResourceAsStream("/connect/page.css")) {
      if (in == null) {
        throw new IllegalStateException("the style sheet is missing from the program");
      }
      return guarded(new WebAnswer(200, "text/css;charset=utf-8", in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String card(Row row) {
    Connectable c = row.connectable();
    Shown shown = shown(row.standing());
    String action =
        reachable
            ? "<a class=\"button %s\" href=\"%s/%s\" data-testid=\"connect-%s\">%s<span class=\"aside\"> %s</span></a>"
                .formatted(
                    shown.kind().equals("good") ? "quiet" : "",
                    ConnectRoutes.HOME,
                    escaped(c.key()),
                    escaped(c.key()),
                    shown.action(),
                    escaped(c.spoken()))
            : "";
    return """
    <li class="card" data-testid="%s">
    <div class="what"><h2>%s</h2>%s
    <p class="told"><span class="state %s">%s</span> %s</p></div>
    %s
    <details><summary>What Tieout asks for</summary><ul class="scopes">%s</ul></details>
    </li>
    """
        .formatted(
            escaped(c.key()),
            escaped(c.app().vendor()),
            accounts(c).stream()
                .map(line -> "<p class=\"account\">" + escaped(line) + "</p>")
                .collect(Collectors.joining()),
            shown.kind(),
            shown.word(),
            escaped(shown.told()),
            action,
            c.scopes().stream()
                .map(scope -> "<li><code>" + escaped(scope) + "</code></li>")
                .collect(Collectors.joining()));
  }

  /// What is connected, a line for each account.
  private static List<String> accounts(Connectable c) {
    String connection = c.app().connection();
    return switch (c.account()) {
      case AccountNaming.Listed listed ->
          Stream.concat(
                  Stream.of(connection),
                  listed.accounts().stream()
                      .map(account -> "%s: %s".formatted(account.connection(), account.id())))
              .toList();
      // Some names hold the account already.
      case AccountNaming.InCallback(_, String wanted, _, _) -> named(connection, wanted);
      case AccountNaming.InTokenAnswer(_, String wanted, _) -> named(connection, wanted);
    };
  }

  private static List<String> named(String connection, String wanted) {
    return List.of(connection.contains(wanted) ? connection : connection + ", account " + wanted);
  }

  private Shown shown(Standing standing) {
    return switch (standing) {
      case Standing.NotConnected _ ->
          new Shown("bad", "Not connected", "Nobody has consented yet.", "Connect");
      case Standing.Connected(Optional<Instant> since, Optional<Instant> expires) ->
          new Shown(
              "good",
              "Connected",
              since.map(at -> "since " + day(at)).orElse("with the configured token")
                  + expires.map(at -> "; ends " + day(at) + " if unused").orElse("")
                  + ".",
              "Reconnect");
      case Standing.EndsSoon(_, Instant expires) ->
          new Shown("soon", "Ends soon", "on " + day(expires) + ".", "Reconnect");
      case Standing.ReconnectNeeded(Instant since) ->
          new Shown(
              "bad",
              "Reconnect needed",
              "The vendor no longer accepts the connection since " + day(since) + ".",
              "Reconnect");
      case Standing.Withdrawn withdrawn ->
          new Shown(
              "bad",
              "Reconnect needed",
              "Somebody has disconnected %s there, noticed %s."
                  .formatted(withdrawn.named(), day(withdrawn.since())),
              "Reconnect");
      case Standing.Unreadable(String why) -> new Shown("bad", "Unreadable", why, "Reconnect");
    };
  }

  private String day(Instant at) {
    return DAY.format(at.atZone(zone));
  }

  private static String note(String kind, String role, String title, String text) {
    return "<section class=\"note %s\" role=\"%s\"><h2>%s</h2><p>%s</p></section>\n"
        .formatted(kind, role, escaped(title), escaped(text));
  }

  private static WebAnswer html(int status, String body) {
    String page =
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><title>Tieout: connections</title>
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <link rel="stylesheet" href="%s"></head>
        <body><main><header><p class="brand">Tieout</p><h1>Connections</h1>
        <p class="lead">An administrator of each company consents once. Tieout keeps what it is given
        sealed, and shows it to nobody.</p></header>
        %s</main></body></html>
        """
            .formatted(STYLE, body);
    return guarded(WebAnswer.of(status, "text/html;charset=utf-8", page));
  }

  private static WebAnswer guarded(WebAnswer answer) {
    return answer
        .with("Content-Security-Policy", POLICY)
        .with("Cache-Control", "no-store")
        .with("Referrer-Policy", "no-referrer")
        .with("X-Frame-Options", "DENY");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
