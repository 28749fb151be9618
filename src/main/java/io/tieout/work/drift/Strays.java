package io.tieout.work.drift;

import io.tieout.engine.db.Sql;
import io.tieout.engine.mirror.Hit;
import io.tieout.engine.mirror.Link;
import io.tieout.engine.mirror.Links;
import io.tieout.engine.mirror.Mirror;
import io.tieout.engine.mirror.MirrorRecord;
import io.tieout.engine.proposal.Filed;
import io.tieout.engine.proposal.Proposals;
import io.tieout.fact.change.Change.CreateInvoice;
import io.tieout.fact.ledger.Invoice;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import io.tieout.value.money.Amounts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.joda.money.Money;

/// Looks whether an invoice that nobody approved here belongs to a deal we know: by our mark, which
/// a copy made in the books keeps, by the number the deal shows, or by customer, amount and date.
/// The last is a likeness and no more; it is told as one.
final class Strays {
  /// Invoices follow the sale within a month or so.
  private static final int NEAR_DAYS = 30;

  private static final int MOST_HITS = 5;
  private static final Pattern MARK = Pattern.compile("tieout:([A-Za-z0-9-]+)");

  private final Proposals proposals;
  private final Links links;
  private final Mirror mirror;

  Strays(Proposals proposals, Links links, Mirror mirror) {
    this.proposals = proposals;
    this.links = links;
    this.mirror = mirror;
  }

  /// A deal that an invoice seems to be of.
  ///
  /// @param how it seems so, as a part of a sentence
  private record Deal(String crm, String id, String name, String how) {
    String subject() {
      return crm + "/deal/" + id;
    }
  }

  /// What is to be told, and whom it concerns.
  record Stray(Teller.About about, Drift drift) {}

  /// Empty for one that was there before the watch began, is dated before it, or concerns no deal
  /// we know.
  Optional<Stray> of(Sql sql, Watched book, Invoice invoice) {
    if (!invoice.posted()
        || invoice.issued().isBefore(book.firstDay())
        || invoice.changedAt().isBefore(book.from())
        || wasThere(sql, book, invoice)) {
      return Optional.empty();
    }
    List<Filed> marked =
        invoice.privateNote().stream()
            .flatMap(note -> MARK.matcher(note).results().map(m -> m.group(1)))
            .flatMap(id -> proposals.find(sql, id).stream())
            .filter(f -> f.proposal().change() instanceof CreateInvoice)
            .toList();
    Optional<Deal> deal =
        marked.isEmpty()
            ? shown(sql, book, invoice).or(() -> alike(sql, book, invoice))
            : marked.stream().flatMap(f -> copied(sql, book, invoice, f).stream()).findFirst();
    return deal.map(d -> stray(sql, book, invoice, d));
  }

  /// By the copy we have: the books do not tell when an invoice was entered.
  private boolean wasThere(Sql sql, Watched book, Invoice invoice) {
    return mirror
        .get(sql, book.place(), "invoice", invoice.id())
        .flatMap(copy -> copy.body().optText("changedAt"))
        .filter(at -> Instant.parse(at).isBefore(book.from()))
        .isPresent();
  }

  /// Our own while it is being made has no link yet, or is its proposal's.
  private Optional<Deal> copied(Sql sql, Watched book, Invoice invoice, Filed filed) {
    CreateInvoice made = (CreateInvoice) filed.proposal().change();
    return linked(sql, made.crm(), made.dealId())
        .filter(l -> l.proposalId().equals(filed.proposal().id()))
        .filter(l -> !l.place().equals(book.place()) || !l.ledgerId().equals(invoice.id()))
        .map(_ ->
            new Deal(made.crm(), made.dealId(), made.dealName(), "it is a copy of its invoice"));
  }

  private Optional<Deal> shown(Sql sql, Watched book, Invoice invoice) {
    return invoice.number().stream()
        .flatMap(number ->
            mirror.search(sql, "deal", number, MOST_HITS).stream()
                .map(Hit::record)
                .filter(r ->
                    number.equals(finance(r).flatMap(f -> f.optText("invoiceNumber")).orElse(""))))
        .filter(r -> unexplained(sql, book, invoice, r))
        .map(r -> new Deal(r.system(), r.id(), r.name(), "the deal shows its number"))
        .findFirst();
  }

  private static Optional<Json.Obj> finance(MirrorRecord deal) {
    return deal.body().optObj("finance");
  }

  /// Whether the number that the deal shows is not simply that of its own invoice: books count by
  /// themselves, so the same number in another book says nothing.
  private boolean unexplained(Sql sql, Watched book, Invoice invoice, MirrorRecord deal) {
    return linked(sql, deal.system(), deal.id())
        .filter(l -> !l.place().equals(book.place()) || l.ledgerId().equals(invoice.id()))
        .isEmpty();
  }

  /// Of several deals that are alike, the one that has no invoice yet: somebody who bills it by
  /// hand bills no other one again.
  private Optional<Deal> alike(Sql sql, Watched book, Invoice invoice) {
    Optional<Link> account =
        links
            .fromLedger(
                sql,
                book.ledger().system(),
                book.ledger().bookId(),
                "customer",
                invoice.customerId())
            .filter(l -> l.crmKind().equals("account"));
    return account.stream()
        .flatMap(l ->
            mirror.childrenOf(sql, l.crmSystem(), "deal", l.crmId()).stream()
                .filter(r -> likely(invoice, r.body())))
        .min(Comparator.comparing(r -> linked(sql, r.system(), r.id()).isPresent()))
        .map(r ->
            new Deal(
                r.system(), r.id(), r.name(), "customer, amount and date are those of the deal"));
  }

  /// Compared as they are stored, since a copy may be of an older form than deals have now.
  private static boolean likely(Invoice invoice, Json.Obj deal) {
    Optional<Json> amount = deal.get("amount");
    Optional<LocalDate> closed = deal.optText("closeDate").map(LocalDate::parse);
    return Json.of(true).equals(deal.get("won").orElse(Json.of(false)))
        && Stream.of(invoice.net(), invoice.total())
            .anyMatch(money -> amount.filter(a -> same(a, money)).isPresent())
        && closed.filter(day -> near(day, invoice.issued())).isPresent();
  }

  private static boolean same(Json amount, Money money) {
    return Records.read(amount, Money.class).equals(money);
  }

  private static boolean near(LocalDate one, LocalDate other) {
    return Math.abs(ChronoUnit.DAYS.between(one, other)) <= NEAR_DAYS;
  }

  private Optional<Link> linked(Sql sql, String crm, String dealId) {
    return links.fromCrm(sql, crm, "deal", dealId, "invoice");
  }

  private Stray stray(Sql sql, Watched book, Invoice invoice, Deal deal) {
    Optional<Link> own = linked(sql, deal.crm(), deal.id());
    String number = invoice.number().orElse(invoice.id());
    String text =
        "It is to %s over %s, dated %s, and seems to be of deal “%s”: %s. %s."
            .formatted(
                invoice.customerName(),
                Amounts.text(invoice.total()),
                invoice.issued(),
                deal.name(),
                deal.how(),
                own.map(l -> "The deal has %s already".formatted(called(sql, l)))
                    .orElse("The deal has no invoice of Tieout's"));
    String remedy =
        own.isPresent()
            ? "If it bills the same again, void it in the books; if it is for something else, say on the finding that it is right."
            : "If it is the deal's invoice, enter its number in the deal and reject what Tieout asks; if not, say on the finding that it is right.";
    return new Stray(
        about(sql, new DriftLog.Of(book.place(), invoice.id()), deal.subject(), number),
        Drift.toAct(
            DriftKind.CREATED_OUTSIDE,
            deal.subject(),
            "Invoice %s was entered in the books and not by Tieout".formatted(number),
            text,
            remedy));
  }

  /// Whom one concerned that is none any more.
  ///
  /// @param subject the deal it seemed to be of
  Teller.About about(Sql sql, DriftLog.Of invoice, String subject, String number) {
    return new Teller.About(
        invoice, subject, invoicing(sql, subject).map(f -> f.proposal().id()), number);
  }

  private Optional<Filed> invoicing(Sql sql, String subject) {
    return proposals.bySubject(sql, subject).reversed().stream()
        .filter(f -> f.proposal().change() instanceof CreateInvoice)
        .findFirst();
  }

  private String called(Sql sql, Link own) {
    return mirror
        .get(sql, own.place(), "invoice", own.ledgerId())
        .flatMap(copy -> copy.body().optText("number"))
        .map(number -> "invoice " + number)
        .orElse("an invoice of Tieout's");
  }
}
