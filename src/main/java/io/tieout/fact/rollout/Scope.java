package io.tieout.fact.rollout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A part of the business: a workflow, within it a book, a product line, a region.
///
/// @param productLine letter case does not count
public record Scope(
    Workflow workflow,
    Optional<String> book,
    Optional<String> productLine,
    Optional<Region> region) {
  private static final Set<String> NAMES = Set.of("book", "product_line", "region");

  public Scope {
    if (workflow == Workflow.PAYMENTS && (productLine.isPresent() || region.isPresent())) {
      throw new IllegalArgumentException(
          "payments are told by book alone; leave product_line and region out");
    }
  }

  /// All of a workflow.
  public static Scope of(Workflow workflow) {
    return new Scope(workflow, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// Reads `invoicing`, `invoicing,book=main,region=US/CA`.
  public static Scope parse(String text) {
    String[] parts = text.strip().split(",", -1);
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] pair = parts[i].strip().split("=", 2);
      if (pair.length < 2
          || !NAMES.contains(pair[0])
          || pair[1].isBlank()
          || named.put(pair[0], pair[1].strip()) != null) {
        throw new IllegalArgumentException(
            "scope '%s': '%s' is not understood; write for example invoicing,book=main,product_line=Services,region=US/CA"
                .formatted(text, parts[i].strip()));
      }
    }
    Workflow workflow =
        Workflow.named(parts[0].strip())
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "scope '%s': '%s' is no workflow; use one of %s"
                        .formatted(text, parts[0].strip(), Workflow.words())));
    return new Scope(
        workflow,
        Optional.ofNullable(named.get("book")),
        Optional.ofNullable(named.get("product_line")),
        Optional.ofNullable(named.get("region")).map(Region::parse));
  }

  /// As [#parse] reads it.
  public String word() {
    return workflow.word()
        + book.map(b -> ",book=" + b).orElse("")
        + productLine.map(p -> ",product_line=" + p).orElse("")
        + region.map(r -> ",region=" + r.word()).orElse("");
  }

  /// For people: `invoicing for book main, region US`.
  public String spoken() {
    return whole() ? workflow.word() : workflow.word() + " for " + place();
  }

  /// For people: `book main, region US`; `everything` where it names nothing.
  public String place() {
    List<String> parts =
        Stream.of(
                book.map(b -> "book " + b),
                productLine.map(p -> "product line " + p),
                region.map(r -> "region " + r.word()))
            .flatMap(Optional::stream)
            .toList();
    return parts.isEmpty() ? "everything" : String.join(", ", parts);
  }

  boolean whole() {
    return specificity() == 0;
  }

  /// How much it names. Of two scopes the one that names more decides.
  int specificity() {
    return (book.isPresent() ? 1 : 0)
        + (productLine.isPresent() ? 1 : 0)
        + region.map(Region::specificity).orElse(0);
  }

  /// @param line one product line of the deal; empty for lines without any
  boolean covers(Facts facts, Optional<String> line) {
    return workflow == facts.workflow()
        && (book.isEmpty() || book.equals(facts.book()))
        && (productLine.isEmpty() || same(productLine, line))
        && region.map(r -> r.covers(facts.country(), facts.state())).orElse(true);
  }

  /// Whether something belongs to it, with any of its lines.
  public boolean holds(Facts facts) {
    return facts.lines().stream().anyMatch(line -> covers(facts, line));
  }

  /// Whether something may belong to both.
  boolean overlaps(Scope other) {
    return workflow == other.workflow
        && (book.isEmpty() || other.book.isEmpty() || book.equals(other.book))
        && (productLine.isEmpty()
            || other.productLine.isEmpty()
            || same(productLine, other.productLine))
        && (region.isEmpty()
            || other.region.isEmpty()
            || region.get().overlaps(other.region.get()));
  }

  private static boolean same(Optional<String> one, Optional<String> other) {
    return one.filter(o -> other.filter(o::equalsIgnoreCase).isPresent()).isPresent();
  }
}
