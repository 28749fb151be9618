package io.tieout.app.house;

import io.tieout.engine.anchor.Anchoring;
import io.tieout.engine.anchor.Deliveries;
import io.tieout.engine.anchor.SignedAnchor;
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
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Has the day's anchor made and sent, and tells administrators of a destination that anchors have
/// not reached for a day: once in the finance channel, and each of them directly.
final class AnchorWatch {
  private static final Duration PATIENCE = Duration.ofDays(1);

  private final Anchoring anchoring;
  private final Desk desk;

  /// What people are told with.
  ///
  /// @param zone in which days are told
  record Desk(
      Database database,
      Findings findings,
      Outbox outbox,
      Supplier<Directory> people,
      InstantSource clock,
      ZoneId zone) {}

  AnchorWatch(Anchoring anchoring, Desk desk) {
    this.anchoring = anchoring;
    this.desk = desk;
  }

  /// To be run again and again.
  void look() {
    anchoring.look();
    List<Deliveries.Waiting> waiting = anchoring.waiting();
    Instant now = desk.clock().instant();
    for (String destination : anchoring.destinations()) {
      Optional<String> why =
          waiting.stream()
              .filter(w -> w.destination().equals(destination))
              .filter(w -> !w.since().plus(PATIENCE).isAfter(now))
              .findFirst()
              .map(this::words)
              .or(() -> untold(destination));
      desk.database()
          .transact(sql ->
              why.ifPresentOrElse(
                  text -> tell(sql, destination, text),
                  () -> desk.findings().resolve(sql, key(destination), "anchors arrive there")));
    }
  }

  private String words(Deliveries.Waiting waiting) {
    return "Anchor %d waits since %s. The last attempt ended so: %s."
        .formatted(
            waiting.anchor(),
            waiting.since().atZone(desk.zone()).toLocalDate(),
            waiting.message().isEmpty() ? "it was not finished" : waiting.message());
  }

  /// The outbox tells nobody that it gave up on a message.
  private Optional<String> untold(String destination) {
    Optional<SignedAnchor> newest = anchoring.newest();
    if (!destination.equals(AnchorPosts.SLACK) || newest.isEmpty()) {
      return Optional.empty();
    }
    String letters = newest.get().letters();
    return desk.database().inTransaction(sql -> desk.outbox().setAside(sql)).stream()
        .filter(untold ->
            untold.notice() instanceof Notice.Reply reply
                && reply.answer().parts().contains(new Answer.Part.Paragraph(letters)))
        .findFirst()
        .map(untold ->
            "Slack did not take anchor %d: %s."
                .formatted(newest.get().anchor().number(), untold.why()));
  }

  private void tell(Sql sql, String destination, String why) {
    boolean told =
        desk.findings().open(sql).stream()
            .map(Finding::draft)
            .anyMatch(draft -> draft.dedupeKey().equals(key(destination)));
    if (told) {
      return;
    }
    String title = "Anchors of the audit chain do not reach " + destination;
    String text =
        why
            + " Check the section `anchors` of the configuration and the other side. Nothing is lost: anchors are stored, and sent again.";
    desk.findings()
        .raise(
            sql,
            new FindingDraft(
                "anchor not delivered",
                "tieout/anchors/" + destination,
                key(destination),
                title,
                text,
                List.of()));
    for (Member admin : desk.people().get().with(Role.ADMIN)) {
      desk.outbox()
          .post(
              sql,
              new Notice.Reply(
                  admin.slackUserId(),
                  Optional.empty(),
                  Optional.empty(),
                  new Answer(
                      List.of(
                          new Answer.Part.Paragraph("**" + title + "**"),
                          new Answer.Part.Paragraph(text)),
                      List.of(),
                      Optional.empty())));
    }
  }

  private static String key(String destination) {
    return "anchor:" + destination;
  }
}
