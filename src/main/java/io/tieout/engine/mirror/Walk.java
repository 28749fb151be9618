package io.tieout.engine.mirror;

import io.tieout.value.fault.Fault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Copies all records of one kind of one system, page by page; each page is stored together with
/// how far the walk has come. Records that no page held are then read by id: those that are gone
/// are marked so, however long ago the feeds have missed it.
final class Walk {
  private final Ground ground;
  private final Copying copying;
  private final Walks walks = new Walks();
  private final Arrivals arrivals;

  /// All records of one kind of a source: a CRM by its name, a book by its place.
  record Of(String source, String kind) {}

  /// Where it walks.
  ///
  /// @param page reads the page after the cursor
  /// @param read reads one record by its id
  record Ground(
      Of of, Function<Optional<String>, Page> page, Function<String, Optional<Entry>> read) {}

  record Page(List<Entry> entries, Optional<String> next) {
    Page {
      entries = List.copyOf(entries);
    }

    List<MirrorRecord> records(Instant asOf) {
      return entries.stream().map(e -> e.asOf().apply(asOf)).toList();
    }
  }

  /// A record as read, not yet written out.
  record Entry(Function<Instant, MirrorRecord> asOf) {}

  Walk(Ground ground, Copying copying) {
    this.ground = ground;
    this.copying = copying;
    this.arrivals = copying.arrivals();
  }

  /// Goes on with the walk, or begins anew when the last one ended long enough ago.
  ///
  /// @param pages how many may be read
  /// @return how many were read
  int run(int pages) {
    Optional<WalkStatus> due = due();
    if (due.isEmpty()) {
      return 0;
    }
    WalkStatus status = due.get();
    int read = 0;
    while (status.walkedAt().isEmpty() && read < pages) {
      status = step(status);
      read++;
    }
    if (status.walkedAt().isPresent()) {
      lookForMissing(status);
    }
    return read;
  }

  private Optional<WalkStatus> due() {
    Instant now = copying.clock().instant();
    return copying
        .database()
        .inTransaction(sql -> {
          Optional<WalkStatus> last = walks.find(sql, ground.of());
          boolean resting =
              last.flatMap(WalkStatus::finishedAt)
                  .filter(end -> end.plus(copying.settings().rest()).isAfter(now))
                  .isPresent();
          return resting
              ? Optional.empty()
              : last.filter(w -> w.finishedAt().isEmpty())
                  .or(() -> Optional.of(walks.start(sql, ground.of(), now)));
        });
  }

  private WalkStatus step(WalkStatus was) {
    Instant asOf = copying.clock().instant();
    Page page = ground.page().apply(was.cursor());
    if (page.next().isPresent() && page.next().equals(was.cursor())) {
      throw new Fault.Broken(
              "%s told that after page '%s' of its %s records comes the same page"
                  .formatted(was.source(), page.next().get(), was.kind()))
          .asException();
    }
    WalkStatus is = was.after(page.next(), page.entries().size(), copying.clock().instant());
    copying
        .database()
        .transact(sql -> {
          copying.mirror().putAll(sql, page.records(asOf));
          walks.move(sql, was, is);
        });
    copying.progress().told(is);
    return is;
  }

  /// What was stored before this walk and was not seen by it may be gone, or may have slipped
  /// through between two pages: only reading it tells.
  private void lookForMissing(WalkStatus walked) {
    int limit = copying.settings().lookUps();
    List<String> missing =
        copying
            .database()
            .inTransaction(
                sql -> copying.mirror().notSeenSince(sql, ground.of(), walked.startedAt(), limit));
    missing.forEach(this::lookFor);
    if (missing.size() < limit) {
      WalkStatus finished = walked.finished(copying.clock().instant());
      copying.database().transact(sql -> walks.move(sql, walked, finished));
      copying.progress().told(finished);
    }
  }

  private void lookFor(String id) {
    Of of = ground.of();
    Instant asOf = copying.clock().instant();
    Optional<MirrorRecord> found = ground.read().apply(id).map(e -> e.asOf().apply(asOf));
    Mirror.Gone asked = new Mirror.Gone(of.source(), of.kind(), id, Optional.empty());
    copying.database().transact(sql -> arrivals.store(sql, asked, found, asOf));
  }
}
