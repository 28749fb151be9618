package io.tieout.sandbox.xero;

import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.xerobooks.Books;
import io.tieout.sandbox.xerobooks.Kind;
import io.tieout.sandbox.xerobooks.Row;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a list call asks for: which objects, in which order, which page.
///
/// @param rows of the page, or all of them when no page was asked for
/// @param pagination the block of the envelope; only with a page, and not with `summaryOnly`
record Selection(
    List<Row> rows, boolean withLines, boolean summary, Optional<Json.Obj> pagination) {
  private static final int PAGE = 100;
  private static final int LARGEST = 1000;

  static Selection of(HttpCall call, Kind kind, Books books) {
    Fields fields = new Fields(books);
    Collection<Row> candidates = candidates(call, kind, books);
    Stream<Row> matching = candidates.stream();
    for (Predicate<Row> test : tests(call, kind, fields)) {
      matching = matching.filter(test);
    }
    Optional<Comparator<Row>> order = call.param("order").map(o -> order(o, fields));
    Stream<Row> ordered = order.isPresent() ? matching.sorted(order.get()) : matching;
    List<Row> all = ordered.toList();
    boolean summary = call.param("summaryOnly").filter("true"::equalsIgnoreCase).isPresent();
    Optional<Integer> page = number(call, "page");
    if (page.isEmpty() && number(call, "pageSize").isEmpty()) {
      return new Selection(all, false, summary, Optional.empty());
    }
    return paged(all, page.orElse(1), number(call, "pageSize").orElse(PAGE), summary);
  }

  /// Pages are cut from what matches now: rows that change between two calls may be missed or seen
  /// twice, as with the vendor.
  private static Selection paged(List<Row> all, int page, int wantedSize, boolean summary) {
    if (page < 1 || wantedSize < 1) {
      throw Problem.query(
          "page and pageSize begin at 1, not at %d and %d".formatted(page, wantedSize));
    }
    int size = Math.min(wantedSize, LARGEST);
    int from = Math.min(all.size(), (page - 1) * size);
    List<Row> rows = all.subList(from, Math.min(all.size(), from + size));
    Json.Obj pagination =
        Json.object()
            .put("page", page)
            .put("pageSize", size)
            .put("pageCount", (all.size() + size - 1) / size)
            .put("itemCount", all.size())
            .build();
    return new Selection(
        rows, !summary, summary, summary ? Optional.empty() : Optional.of(pagination));
  }

  /// Ids are looked up; everything else walks the table.
  private static Collection<Row> candidates(HttpCall call, Kind kind, Books books) {
    Optional<Set<String>> ids = set(call, "IDs");
    return ids.<Collection<Row>>map(
            wanted -> wanted.stream().flatMap(id -> books.find(kind, id).stream()).toList())
        .orElseGet(() -> books.all(kind));
  }

  private static List<Predicate<Row>> tests(HttpCall call, Kind kind, Fields fields) {
    Stream<Optional<Predicate<Row>>> tests =
        Stream.of(
            call.header("If-Modified-Since").map(Stamps::since).map(Selection::since),
            set(call, "Statuses").map(s -> in(s, r -> r.text("Status"))),
            set(call, "InvoiceNumbers").map(s -> in(s, r -> r.text("InvoiceNumber"))),
            set(call, "ContactIDs").map(s -> in(s, Selection::contact)),
            call.param("searchTerm").map(Selection::search),
            call.param("createdByMyApp").filter("true"::equalsIgnoreCase).map(_ -> Row::byApi),
            Optional.<Predicate<Row>>of(r -> shown(r, kind, call)),
            call.param("where").filter(w -> !w.isBlank()).map(w -> Where.parse(w, fields::value)));
    return tests.flatMap(Optional::stream).toList();
  }

  private static Predicate<Row> since(Instant since) {
    return r -> !r.updated().isBefore(since);
  }

  private static Predicate<Row> in(Set<String> wanted, Function<Row, String> field) {
    return r -> wanted.contains(field.apply(r).toLowerCase(Locale.ROOT));
  }

  private static String contact(Row row) {
    return row.doc().optObj("Contact").flatMap(c -> c.optText("ContactID")).orElse("");
  }

  private static Predicate<Row> search(String term) {
    String wanted = term.toLowerCase(Locale.ROOT);
    return r ->
        Stream.of(
                "Name",
                "FirstName",
                "LastName",
                "EmailAddress",
                "ContactNumber",
                "CompanyNumber",
                "InvoiceNumber",
                "Reference",
                "CreditNoteNumber")
            .anyMatch(f -> r.text(f).toLowerCase(Locale.ROOT).contains(wanted));
  }

  /// Archived contacts and categories show only when they are asked for.
  private static boolean shown(Row row, Kind kind, HttpCall call) {
    String status = row.text(kind == Kind.CONTACT ? "ContactStatus" : "Status");
    boolean hides = kind == Kind.CONTACT || kind == Kind.TRACKING_CATEGORY;
    return !hides
        || status.equals("ACTIVE")
        || call.param("includeArchived").filter("true"::equalsIgnoreCase).isPresent();
  }

  /// Several fields by commas, each with ASC or DESC. The sort keeps the order of creation.
  private static Comparator<Row> order(String text, Fields fields) {
    return Stream.of(text.split(",", -1))
        .map(part -> {
          String[] words = part.strip().split("\\s+", -1);
          Comparator<Row> by =
              (a, b) ->
                  Operand.compare(fields.value(a, words[0]), fields.value(b, words[0])).orElse(0);
          return words.length > 1 && words[1].equalsIgnoreCase("DESC") ? by.reversed() : by;
        })
        .reduce(Comparator::thenComparing)
        .orElseThrow(() -> Problem.query("the order is empty"));
  }

  private static Optional<Set<String>> set(HttpCall call, String name) {
    return call.param(name)
        .filter(v -> !v.isBlank())
        .map(v ->
            Stream.of(v.split(",", -1))
                .map(s -> s.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new)));
  }

  private static Optional<Integer> number(HttpCall call, String name) {
    try {
      return call.param(name).filter(v -> !v.isBlank()).map(Integer::parseInt);
    } catch (NumberFormatException e) {
      throw Problem.query(
          "%s '%s' is no whole number".formatted(name, call.param(name).orElse("")));
    }
  }
}
