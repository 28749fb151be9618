package io.tieout.app.connect;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.Sql;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.outbox.Outbox;
import io.tieout.fact.notice.Answer;
import io.tieout.fact.notice.Notice;
import io.tieout.fact.party.Directory;
import io.tieout.fact.party.Member;
import io.tieout.fact.party.Role;
import io.tieout.vendor.http.Timing;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Tells administrators in time that a connection has to be made anew: once in the finance channel,
/// and each of them directly.
public final class Reconnecting {
  private static final String COMMAND = "./tieout connect";

  private final Deps deps;
  private final List<Connectable> connectables;

  /// What it works with.
  ///
  /// @param timing for asking vendors; its clock is the house's
  /// @param zone in which days are told
  public record Deps(
      Database database,
      VaultedGrant.Kept kept,
      Findings findings,
      Outbox outbox,
      Supplier<Directory> people,
      Timing timing,
      ZoneId zone) {
    InstantSource clock() {
      return timing.clock();
    }
  }

  public Reconnecting(Deps deps, List<Connectable> connectables) {
    this.deps = deps;
    this.connectables = List.copyOf(connectables);
  }

  /// Looks at every connection; to be run again and again.
  public void look() {
    for (Connectable connectable : connectables) {
      new Reaching(deps.kept(), deps.clock()).look(connectable, deps.timing());
      Standing standing = Standing.of(connectable, deps.kept(), deps.clock());
      Optional<String> why = why(connectable, standing);
      deps.database()
          .transact(sql -> {
            if (why.isPresent()) {
              raise(sql, connectable, why.get());
            } else {
              resolved(sql, connectable);
            }
          });
    }
  }

  /// It was connected anew.
  void resolved(Sql sql, Connectable connectable) {
    deps.findings().resolve(sql, key(connectable), "it is connected");
  }

  private Optional<String> why(Connectable connectable, Standing standing) {
    String vendor = connectable.app().vendor();
    return switch (standing) {
      case Standing.Connected _ -> Optional.empty();
      case Standing.NotConnected _ ->
          Optional.of("Nobody has connected it yet, so nothing is read or written there.");
      case Standing.EndsSoon(_, Instant expires) ->
          Optional.of(
              "%s ends the connection on %s. Until then everything works."
                  .formatted(vendor, day(expires)));
      case Standing.ReconnectNeeded(Instant since) ->
          Optional.of(
              "%s no longer accepts the connection since %s. Nothing is read or written there, and what is under way waits."
                  .formatted(vendor, day(since)));
      case Standing.Withdrawn withdrawn ->
          Optional.of(
              "%s no longer lets Tieout into %s since %s: somebody has disconnected it there. Nothing is read or written in it, and what is under way waits."
                  .formatted(vendor, withdrawn.spoken(), day(withdrawn.since())));
      case Standing.Unreadable(String reason) ->
          Optional.of("What is sealed in the database cannot be opened: %s.".formatted(reason));
    };
  }

  private void raise(Sql sql, Connectable connectable, String why) {
    Optional<Finding> told =
        deps.findings().open(sql).stream()
            .filter(open -> open.draft().dedupeKey().equals(key(connectable)))
            .findFirst();
    if (told.filter(open -> open.draft().text().startsWith(why)).isPresent()) {
      return;
    }
    // It stands otherwise than was told, such as ended by now, or another organisation is missing.
    told.ifPresent(_ -> deps.findings().resolve(sql, key(connectable), "it is told anew: " + why));
    String title = "Reconnect needed: " + connectable.spoken();
    String what =
        "On the machine Tieout runs on, run `%s` and open the address it prints; an administrator of the company has to consent at %s."
            .formatted(COMMAND, connectable.app().vendor());
    List<Member> admins = deps.people().get().with(Role.ADMIN);
    deps.findings()
        .raise(
            sql,
            new FindingDraft(
                "reconnect needed",
                connectable.key(),
                key(connectable),
                title,
                why + " " + what + told(admins),
                List.of()));
    for (Member admin : admins) {
      deps.outbox()
          .post(
              sql,
              new Notice.Reply(
                  admin.slackUserId(),
                  Optional.empty(),
                  Optional.empty(),
                  new Answer(
                      List.of(
                          new Answer.Part.Paragraph("**" + title + "**"),
                          new Answer.Part.Paragraph(why + " " + what)),
                      List.of(),
                      Optional.empty())));
    }
  }

  private static String told(List<Member> admins) {
    return admins.isEmpty()
        ? " Nobody is configured with the role admin."
        : admins.stream().map(Member::name).collect(Collectors.joining(", ", " Told: ", "."));
  }

  private String day(Instant at) {
    return at.atZone(deps.zone()).toLocalDate().toString();
  }

  private static String key(Connectable connectable) {
    return "reconnect:" + connectable.key();
  }
}
