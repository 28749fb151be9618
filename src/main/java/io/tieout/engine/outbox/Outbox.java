package io.tieout.engine.outbox;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.fact.notice.Notice;
import io.tieout.value.id.IdSource;
import io.tieout.value.json.Records;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// Takes notices for people inside the transaction that gives rise to them.
public final class Outbox {
  private static final String INSERT =
      """
      insert into notice_outbox (notice_id, key, body, posted_at, not_before)
      values (:noticeId, :key, cast(:body as jsonb), :at, :at)
      """;

  /// Leaves it at one that waits already. That one is held until we commit: whoever tells it then
  /// sees what we wrote. One that is just being told does not count.
  private static final String INSERT_ONCE =
      """
      with same as (
        select id from notice_outbox
         where key = :key and state = 'waiting' and body = cast(:body as jsonb)
         limit 1
           for update skip locked
      )
      insert into notice_outbox (notice_id, key, body, posted_at, not_before)
      select :noticeId, :key, cast(:body as jsonb), :at, :at
       where not exists (select 1 from same)
      """;

  /// A dead worker's notice comes first, since it may have been told already.
  private static final String CLAIM =
      """
      with next as (
        select n.id, n.state
          from notice_outbox n
         where n.state = 'sending' and n.lease_until <= :leasing
            or n.state = 'waiting' and n.not_before <= :now
               and not exists (
                 select 1 from notice_outbox o
                  where o.key = n.key and o.state in ('waiting', 'sending')
                    and (o.id < n.id or o.state = 'sending'))
         order by n.id
         limit 1
           for update skip locked
      )
      update notice_outbox n
         set state = 'sending', worker = :worker, lease_until = :until, attempts = attempts + 1
        from next x
       where n.id = x.id
      returning n.id, n.body, n.attempts, n.failures
      """;

  private static final String PROLONG =
      """
      update notice_outbox set lease_until = :until
       where id = :id and attempts = :attempt and worker = :worker and state = 'sending'
      """;
  private static final String FINISH =
      """
      update notice_outbox
         set state = :state, worker = null, lease_until = null, failures = failures + :failed,
             not_before = :notBefore, ended_at = :endedAt, message = :message
       where id = :id and attempts = :attempt and worker = :worker and state = 'sending'
      """;
  private static final String SET_ASIDE =
      """
      select id, body, attempts, failures, message from notice_outbox
       where state = 'set aside' order by id
      """;
  private static final String WAITING =
      "select count(*) as n from notice_outbox where state in ('waiting', 'sending')";

  private final InstantSource clock;
  private final IdSource ids;
  private final List<Runnable> wakes = new CopyOnWriteArrayList<>();

  public Outbox(InstantSource clock, IdSource ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /// Keeps the notice until it is told. Notices of one key are told in the order they were posted;
  /// what only says that a card is to be drawn anew is kept once, however often it is posted before
  /// it is told.
  public void post(Sql sql, Notice notice) {
    int rows =
        sql.run(drawn(notice) ? INSERT_ONCE : INSERT)
            .set("noticeId", ids.next("N"))
            .set("key", keyOf(notice))
            .json("body", Records.writeAs(notice, Notice.class))
            .set("at", clock.instant())
            .rows();
    if (rows == 0) {
      return;
    }
    sql.afterCommit(() -> wakes.forEach(Runnable::run));
  }

  /// Has the action called whenever this process has posted something. It must be quick.
  public void onPost(Runnable wake) {
    wakes.add(wake);
  }

  /// How many notices are still to be told.
  public long waiting(Sql sql) {
    return sql.ask(WAITING).one(row -> row.number("n"));
  }

  /// Notices that could not be told, the oldest first.
  public List<Untold> setAside(Sql sql) {
    return sql.ask(SET_ASIDE).list(row -> new Untold(notice(row), row.text("message")));
  }

  /// A notice that could not be told, and why.
  public record Untold(Notice notice, String why) {}

  /// A notice a worker holds.
  record Claim(long id, Notice notice, int attempt, int failures) {}

  /// How an attempt ended.
  record Ending(
      String state, int failed, Instant notBefore, Optional<Instant> endedAt, String message) {}

  /// @param now what is due by
  /// @param leasing what leases run out by; it may be another clock's time
  record When(Instant now, Instant leasing, Duration term) {}

  static Optional<Claim> claim(Sql sql, String worker, When when) {
    return sql.ask(CLAIM)
        .set("now", when.now())
        .set("leasing", when.leasing())
        .set("worker", worker)
        .set("until", when.leasing().plus(when.term()))
        .first(row ->
            new Claim(
                row.number("id"),
                notice(row),
                Math.toIntExact(row.number("attempts")),
                Math.toIntExact(row.number("failures"))));
  }

  /// False when the lease was lost.
  static boolean prolong(Sql sql, Claim claim, String worker, Instant until) {
    return sql.run(PROLONG)
            .set("until", until)
            .set("id", claim.id())
            .set("attempt", claim.attempt())
            .set("worker", worker)
            .rows()
        == 1;
  }

  /// False when the lease was lost: then nothing is changed.
  static boolean finish(Sql sql, Claim claim, String worker, Ending ending) {
    return sql.run(FINISH)
            .set("state", ending.state())
            .set("failed", ending.failed())
            .set("notBefore", ending.notBefore())
            .optInstant("endedAt", ending.endedAt())
            .set("message", ending.message())
            .set("id", claim.id())
            .set("attempt", claim.attempt())
            .set("worker", worker)
            .rows()
        == 1;
  }

  /// Whether it is drawn from the tables when it is told, and so holds nothing of its own.
  private static boolean drawn(Notice notice) {
    return switch (notice) {
      case Notice.CardChanged _, Notice.FindingRaised _ -> true;
      case Notice.ThreadNews _, Notice.ChannelNews _, Notice.Reply _, Notice.Whisper _ -> false;
    };
  }

  private static String keyOf(Notice notice) {
    return switch (notice) {
      case Notice.CardChanged(String requestId) -> "request " + requestId;
      case Notice.ThreadNews(String requestId, _) -> "request " + requestId;
      case Notice.FindingRaised(String findingId) -> "finding " + findingId;
      case Notice.ChannelNews _ -> "channel";
      case Notice.Reply(String channel, Optional<String> thread, _, _) ->
          "talk " + channel + " " + thread.orElse("");
      case Notice.Whisper(String channel, String userId, _) -> "whisper " + channel + " " + userId;
    };
  }

  private static Notice notice(Row row) {
    return Records.read(row.json("body"), Notice.class);
  }
}
