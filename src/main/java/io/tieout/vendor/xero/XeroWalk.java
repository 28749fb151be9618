package io.tieout.vendor.xero;

import io.tieout.value.fault.Fault;
import io.tieout.value.json.Json;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Goes through a list in the order of change, and misses nothing that changes meanwhile.
///
/// By page number alone a record that changes would move to the end and pull the others one place
/// forward, over the border of a page. So the next page begins where the last one ended in time,
/// one second earlier since the header knows whole seconds, and page numbers are only counted among
/// records changed within the same second (an import changes thousands at once). A few records come
/// twice; one that changes comes again, later.
final class XeroWalk {
  /// Bounds the walk, should a server ignore what it is asked for.
  private static final int MOST_STEPS = 100_000;

  private final XeroApi api;
  private final int pageSize;

  XeroWalk(XeroApi api, int pageSize) {
    this.api = api;
    this.pageSize = pageSize;
  }

  /// Where to go on.
  ///
  /// @param since leaves out what was changed before
  /// @param page 1 for the first
  record Place(Optional<Instant> since, int page) {
    private static final Pattern FORM = Pattern.compile("(-|\\d{1,13})~([1-9]\\d{0,8})");
    static final Place START = new Place(Optional.empty(), 1);

    static Place since(Instant since) {
      return new Place(Optional.of(since), 1);
    }

    /// For a cursor; [#parse] reads it.
    String text() {
      return since.map(s -> String.valueOf(s.toEpochMilli())).orElse("-") + "~" + page;
    }

    static Place parse(String text) {
      Matcher match = FORM.matcher(text);
      if (!match.matches()) {
        throw new Fault.Broken(
                "'%s' is no place to go on reading Xero from; begin anew".formatted(text))
            .asException();
      }
      Optional<Instant> since =
          match.group(1).equals("-")
              ? Optional.empty()
              : Optional.of(Instant.ofEpochMilli(Long.parseLong(match.group(1))));
      return new Place(since, Integer.parseInt(match.group(2)));
    }

    private Place after(Optional<Instant> last) {
      Optional<Instant> later =
          last.map(at -> at.truncatedTo(ChronoUnit.SECONDS).minusSeconds(1))
              .filter(at -> since.map(at::isAfter).orElse(true));
      return later.map(Place::since).orElse(new Place(since, page + 1));
    }
  }

  /// One page and where the next begins.
  record Step(List<Json.Obj> rows, Optional<Place> next) {
    Step {
      rows = List.copyOf(rows);
    }
  }

  Step step(XeroQuery query, Place from) {
    Map<String, String> parameters = new LinkedHashMap<>(query.query());
    boolean paged = query.endpoint().paged();
    if (paged) {
      parameters.put("order", "UpdatedDateUTC ASC");
      parameters.put("page", String.valueOf(from.page()));
      parameters.put("pageSize", String.valueOf(pageSize));
    }
    if (paged || query.endpoint() == Endpoint.ITEMS) {
      parameters.put("unitdp", "4");
    }
    Json.Obj body = api.list(query.endpoint(), parameters, from.since());
    List<Json.Obj> rows = XeroApi.rows(query.endpoint(), body);
    if (!paged || last(body, rows, from)) {
      return new Step(rows, Optional.empty());
    }
    Optional<Instant> end = XeroApi.reading(() -> Fields.changed(rows.getLast()));
    return new Step(rows, Optional.of(from.after(end)));
  }

  /// Everything from there on, each record once, as it was seen last.
  List<Json.Obj> all(XeroQuery query, Place from) {
    Map<String, Json.Obj> found = new LinkedHashMap<>();
    Optional<Place> place = Optional.of(from);
    for (int i = 0; i < MOST_STEPS && place.isPresent(); i++) {
      Step step = step(query, place.get());
      step.rows().forEach(row -> found.put(idOf(query.endpoint(), row), row));
      place = step.next();
    }
    if (place.isPresent()) {
      throw new Fault.Broken(
              "Xero gave %d pages of %s without an end"
                  .formatted(MOST_STEPS, query.endpoint().path()))
          .asException();
    }
    return List.copyOf(found.values());
  }

  static String idOf(Endpoint endpoint, Json.Obj row) {
    return XeroApi.reading(() -> row.text(endpoint.idField()));
  }

  /// The answer says how many pages there are. Where it does not, only an empty page is the end: a
  /// server may give fewer records a page than it was asked for.
  private static boolean last(Json.Obj body, List<Json.Obj> rows, Place from) {
    return rows.isEmpty()
        || XeroApi.reading(() ->
            body.optObj("pagination")
                .flatMap(p -> p.optDecimal("pageCount"))
                .filter(count -> count.compareTo(BigDecimal.valueOf(from.page())) <= 0)
                .isPresent());
  }
}
