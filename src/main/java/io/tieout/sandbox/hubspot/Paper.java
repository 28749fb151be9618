package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.sandbox.host.HttpCall;
import io.tieout.sandbox.world.OnePagePdf;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Quotes: their amount, and once published their links, their web page and their PDF, open to
/// whoever has the address.
final class Paper {
  private static final Set<String> PUBLISHED = Set.of("APPROVED", "APPROVAL_NOT_NEEDED");
  private static final Pattern PATH = Pattern.compile("/quotes/([0-9a-f]{8})-(\\d+)(/pdf)?");

  private final Portal portal;
  private final String seller;
  private final Supplier<URI> base;

  Paper(Portal portal, String seller, Supplier<URI> base) {
    this.portal = portal;
    this.seller = seller;
    this.base = base;
  }

  /// Brings the quotes that the changes touch up to date.
  void keep(List<Change> changes) {
    Set<Long> touched = new TreeSet<>();
    for (Change change : changes) {
      switch (change) {
        case Change.Created c when c.type() == ObjectType.QUOTE -> touched.add(c.id());
        case Change.Property c when c.type() == ObjectType.QUOTE -> touched.add(c.id());
        case Change.Property c when c.type() == ObjectType.LINE_ITEM && c.name().equals("amount") ->
            portal
                .associations()
                .of(new Link.End(c.type(), c.id()), ObjectType.QUOTE, Instant.MAX)
                .forEach(l -> touched.add(l.to()));
        case Change.Associated c
            when c.type() == ObjectType.QUOTE && c.to().type() == ObjectType.LINE_ITEM ->
            touched.add(c.from().id());
        default -> {}
      }
    }
    touched.forEach(id -> portal.shelf(ObjectType.QUOTE).live(id).ifPresent(this::keep));
  }

  /// Brings every quote up to date.
  void keepAll() {
    List.copyOf(portal.shelf(ObjectType.QUOTE).from(0, false)).forEach(this::keep);
  }

  private void keep(Row quote) {
    Link.End end = new Link.End(ObjectType.QUOTE, quote.id());
    BigDecimal sum =
        portal.associations().of(end, ObjectType.LINE_ITEM, Instant.MAX).stream()
            .flatMap(l -> portal.shelf(ObjectType.LINE_ITEM).live(l.to()).stream())
            .flatMap(line -> Values.decimal(line, "amount").stream())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    Map<String, String> values = new HashMap<>();
    values.put("hs_quote_amount", Derived.cents(sum));
    if (quote.value("hs_status").filter(PUBLISHED::contains).isPresent()) {
      String link = "%s/quotes/%s-%s".formatted(base.get(), slug(quote.id()), quote.idText());
      values.put("hs_quote_link", link);
      values.put("hs_pdf_download_link", link + "/pdf");
      values.put("hs_quote_number", "Q-" + quote.id() % 1_000_000);
      values.put("hs_locked", "true");
    }
    portal.stamp(quote, values);
  }

  Optional<HttpAnswer> answer(HttpCall call) {
    Matcher path = PATH.matcher(call.path());
    if (!call.method().equals("GET") || !path.matches()) {
      return Optional.empty();
    }
    Optional<Row> quote =
        ObjectsApi.number(path.group(2))
            .flatMap(portal.shelf(ObjectType.QUOTE)::live)
            .filter(q -> slug(q.id()).equals(path.group(1)));
    if (quote.isEmpty()) {
      throw Refusal.noSuchPath();
    }
    List<String> text = text(quote.get());
    return Optional.of(
        path.group(3) == null
            ? HttpAnswer.of(
                200,
                "text/html;charset=UTF-8",
                "<!DOCTYPE html><html><body><pre>%s</pre></body></html>"
                    .formatted(String.join("\n", text).replace("&", "&amp;").replace("<", "&lt;")))
            : HttpAnswer.of(200, "application/pdf", OnePagePdf.print(text))
                .withHeader(
                    "Content-Disposition",
                    "attachment; filename=\"%s.pdf\"".formatted(path.group(2))));
  }

  private List<String> text(Row quote) {
    Link.End end = new Link.End(ObjectType.QUOTE, quote.id());
    List<String> out = new ArrayList<>();
    out.add(seller);
    out.add("Quote " + word(quote, "hs_quote_number") + ": " + word(quote, "hs_title"));
    portal.associations().of(end, ObjectType.COMPANY, portal.now()).stream()
        .flatMap(l -> portal.shelf(ObjectType.COMPANY).live(l.to()).stream())
        .findFirst()
        .ifPresent(company -> out.add("For: " + word(company, "name")));
    out.add("");
    portal.associations().of(end, ObjectType.LINE_ITEM, portal.now()).stream()
        .flatMap(l -> portal.shelf(ObjectType.LINE_ITEM).live(l.to()).stream())
        .forEach(line ->
            out.add(
                "%s  %s x %s less %s %%  =  %s"
                    .formatted(
                        word(line, "name"),
                        word(line, "quantity"),
                        word(line, "price"),
                        line.value("hs_discount_percentage").orElse("0"),
                        word(line, "amount"))));
    out.add("");
    out.add(
        "Grand total: %s %s".formatted(word(quote, "hs_currency"), word(quote, "hs_quote_amount")));
    return out;
  }

  private static String word(Row row, String property) {
    return row.value(property).orElse("");
  }

  /// Keeps the address from being guessed.
  private static String slug(long id) {
    return "%08x".formatted((id * 0x9E3779B97F4A7C15L) >>> 32);
  }
}
