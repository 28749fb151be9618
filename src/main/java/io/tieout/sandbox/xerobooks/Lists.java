package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The short lists: items, accounts, tax rates, tracking categories, currencies.
final class Lists {
  private static final int MOST_CATEGORIES = 2;

  private final Books books;

  Lists(Books books) {
    this.books = books;
  }

  Saved save(Kind kind, Order order) {
    return switch (kind) {
      case ITEM -> item(order);
      case ACCOUNT -> account(order);
      case TAX_RATE -> taxRate(order);
      case TRACKING_CATEGORY -> category(order);
      case CURRENCY -> currency(order);
      case CONTACT,
          INVOICE,
          CREDIT_NOTE,
          PAYMENT,
          BATCH_PAYMENT,
          OVERPAYMENT,
          PREPAYMENT,
          BANK_TRANSACTION,
          MANUAL_JOURNAL,
          BRANDING_THEME ->
          throw Refused.because(kind.plural() + " cannot be written this way");
    };
  }

  static Json.Obj shortly(Row item) {
    return Json.object()
        .put("ItemID", item.id())
        .put("Name", item.text("Name"))
        .put("Code", item.text("Code"))
        .build();
  }

  private Optional<Row> existing(Kind kind, Order order, String codeField, Key.Of key) {
    Optional<String> id = order.id().or(() -> Docs.text(order.body(), kind.idField()));
    if (id.isPresent()) {
      return Optional.of(books.need(kind, id.get()));
    }
    Optional<Row> same = Docs.text(order.body(), codeField).flatMap(c -> books.by(kind, key, c));
    if (same.isPresent() && order.createOnly()) {
      throw Refused.because(
          "%s with %s '%s' already exists"
              .formatted(kind.singular(), codeField, same.get().text(codeField)));
    }
    return same;
  }

  private Saved item(Order order) {
    Optional<Row> before = existing(Kind.ITEM, order, "Code", Key.Of.CODE);
    Json.Obj wanted =
        Docs.only(
            order.body(),
            List.of(
                "Code",
                "Name",
                "Description",
                "PurchaseDescription",
                "SalesDetails",
                "PurchaseDetails",
                "IsSold",
                "IsPurchased"));
    if (before.isEmpty() && Docs.text(wanted, "Code").isEmpty()) {
      throw Refused.because("Price List Item Code must be specified");
    }
    Docs.within(wanted, "Code", 30);
    Docs.within(wanted, "Name", 50);
    for (String side : List.of("SalesDetails", "PurchaseDetails")) {
      wanted
          .optObj(side)
          .flatMap(d -> Docs.text(d, "AccountCode"))
          .filter(c -> books.by(Kind.ACCOUNT, Key.Of.CODE, c).isEmpty())
          .ifPresent(c -> {
            throw Refused.because("Account code '%s' is not a valid code".formatted(c));
          });
    }
    return Saved.of(
        before
            .map(b -> books.replace(b, Docs.merged(b.doc(), wanted)))
            .orElseGet(() -> books.insert(Kind.ITEM, fullItem(wanted), order.byApi())));
  }

  private static Json.Obj fullItem(Json.Obj wanted) {
    Json.Obj empty = Json.object().build();
    return Docs.merged(
        Json.object()
            .put("PurchaseDetails", empty)
            .put("SalesDetails", empty)
            .put("IsTrackedAsInventory", false)
            .put("IsSold", true)
            .put("IsPurchased", wanted.has("PurchaseDetails"))
            .build(),
        wanted);
  }

  private Saved account(Order order) {
    Optional<Row> before = existing(Kind.ACCOUNT, order, "Code", Key.Of.CODE);
    Json.Obj wanted =
        Docs.only(
            order.body(),
            List.of(
                "Code",
                "Name",
                "Type",
                "Description",
                "TaxType",
                "EnablePaymentsToAccount",
                "BankAccountNumber",
                "CurrencyCode",
                "Status"));
    Docs.within(wanted, "Code", 10);
    if (before.isPresent()) {
      return Saved.of(books.replace(before.get(), Docs.merged(before.get().doc(), wanted)));
    }
    String type = wanted.optText("Type").orElse("");
    if (Docs.text(wanted, "Name").isEmpty() || Chart.classOf(type).isEmpty()) {
      throw Refused.because(
          "An account needs a Name and a Type such as REVENUE or CURRLIAB; Type was '"
              + type
              + "'");
    }
    if (books.by(Kind.ACCOUNT, Key.Of.NAME, wanted.text("Name")).isPresent()) {
      throw Refused.because("Please enter a unique Name.");
    }
    Json.Obj doc =
        Docs.merged(
            Json.object()
                .put("Status", "ACTIVE")
                .put("TaxType", "NONE")
                .put("Class", Chart.classOf(type))
                .put("EnablePaymentsToAccount", false)
                .build(),
            wanted);
    return Saved.of(books.insert(Kind.ACCOUNT, doc, order.byApi()));
  }

  /// The vendor names new rates itself: TAX001, TAX002 and so on.
  private Saved taxRate(Order order) {
    Json.Obj body = order.body();
    Optional<Row> before = Docs.text(body, "TaxType").flatMap(t -> books.find(Kind.TAX_RATE, t));
    if (before.isPresent()) {
      return Saved.of(
          books.replace(
              before.get(),
              Docs.merged(before.get().doc(), Docs.only(body, List.of("Name", "Status")))));
    }
    List<Json.Obj> components = body.objects("TaxComponents");
    if (Docs.text(body, "Name").isEmpty() || components.isEmpty()) {
      throw Refused.because("A tax rate needs a Name and at least one of TaxComponents");
    }
    String percent = Docs.sum(components, "Rate").toPlainString();
    long own =
        books.all(Kind.TAX_RATE).stream().filter(r -> r.id().matches("TAX\\d{3}")).count() + 1;
    Json.Obj doc = TaxTables.rate("TAX%03d".formatted(own), body.text("Name"), percent, "b");
    return Saved.of(
        books.insert(
            Kind.TAX_RATE, doc.with("TaxComponents", Json.array(components)), order.byApi()));
  }

  private Saved category(Order order) {
    Optional<Row> before = existing(Kind.TRACKING_CATEGORY, order, "Name", Key.Of.NAME);
    Json.Obj body = order.body();
    if (before.isPresent()) {
      Json.Obj wanted = Docs.only(body, List.of("Name", "Status"));
      return Saved.of(books.replace(before.get(), Docs.merged(before.get().doc(), wanted)));
    }
    long active =
        books.all(Kind.TRACKING_CATEGORY).stream()
            .filter(c -> c.text("Status").equals("ACTIVE"))
            .count();
    if (active >= MOST_CATEGORIES) {
      throw Refused.because("Maximum number of active tracking categories reached: 2");
    }
    String name =
        Docs.text(body, "Name")
            .orElseThrow(() -> Refused.because("A tracking category needs a Name"));
    List<Json.Obj> options = new ArrayList<>();
    body.objects("Options").forEach(o -> options.add(option(o)));
    Json.Obj doc =
        Json.object().put("Name", name).put("Status", "ACTIVE").put("Options", options).build();
    return Saved.of(books.insert(Kind.TRACKING_CATEGORY, doc, order.byApi()));
  }

  /// Adds an option to a category.
  Saved option(String categoryId, Json.Obj body) {
    Row category = books.need(Kind.TRACKING_CATEGORY, categoryId);
    return Saved.of(books.replace(category, Docs.append(category.doc(), "Options", option(body))));
  }

  private Json.Obj option(Json.Obj body) {
    return Json.object()
        .put("TrackingOptionID", books.freshId())
        .put("Name", body.text("Name"))
        .put("Status", "ACTIVE")
        .build();
  }

  private Saved currency(Order order) {
    String code = order.body().text("Code");
    return Saved.of(
        books
            .find(Kind.CURRENCY, code)
            .orElseGet(() -> books.insert(Kind.CURRENCY, Currencies.shown(code), order.byApi())));
  }
}
