package io.tieout.sandbox.quickbooks;

import io.tieout.value.json.Json;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// The change data capture feed: what changed since a moment, at most 30 days back and 1,000
/// objects in all, deletions as stubs. An answer that is cut does not say so.
final class ChangeFeed {
  private static final Duration REACH = Duration.ofDays(30);
  private static final int MAX = 1000;

  private final Books books;
  private final Views views;

  ChangeFeed(Books books, Views views) {
    this.books = books;
    this.views = views;
  }

  private record Entry(Instant at, Json.Obj doc) {}

  /// The `CDCResponse` array.
  Json answer(String entities, String changedSince) {
    Instant since = since(changedSince);
    List<Json.Obj> responses = new ArrayList<>();
    int left = MAX;
    for (String name : entities.split(",", -1)) {
      Kind kind =
          Kind.of(name.strip()).orElseThrow(() -> Refusal.badChoice("entities", name.strip()));
      List<Json.Obj> docs = changed(kind, since).stream().limit(left).toList();
      left -= docs.size();
      responses.add(
          docs.isEmpty()
              ? Json.object().build()
              : Json.object()
                  .put(kind.apiName(), docs)
                  .put("startPosition", 1)
                  .put("maxResults", docs.size())
                  .build());
    }
    return Json.array(List.of(Json.object().put("QueryResponse", responses).build()));
  }

  private Instant since(String text) {
    Instant since;
    try {
      since = Stamp.read(text);
    } catch (DateTimeException _) {
      throw Refusal.badQuery("changedSince is no time: " + text);
    }
    if (since.isBefore(books.now().minus(REACH))) {
      throw Refusal.badQuery("changedSince lies more than 30 days back: " + text);
    }
    return since;
  }

  private List<Json.Obj> changed(Kind kind, Instant since) {
    List<Entry> entries = new ArrayList<>();
    for (Json.Obj doc : views.all(kind)) {
      Instant at = Stamp.read(doc.obj("MetaData").text("LastUpdatedTime"));
      if (!at.isBefore(since)) {
        entries.add(new Entry(at, doc));
      }
    }
    for (Map.Entry<String, Instant> gone : books.removed(kind).entrySet()) {
      if (!gone.getValue().isBefore(since)) {
        entries.add(new Entry(gone.getValue(), stub(gone.getKey(), gone.getValue())));
      }
    }
    return entries.stream().sorted(Comparator.comparing(Entry::at)).map(Entry::doc).toList();
  }

  private static Json.Obj stub(String id, Instant at) {
    return Json.object()
        .put("domain", "QBO")
        .put("status", "Deleted")
        .put("Id", id)
        .put("MetaData", Json.object().put("LastUpdatedTime", Stamp.of(at)))
        .build();
  }
}
