package io.tieout.sandbox.page;

import io.tieout.sandbox.host.Weather;
import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.InvoicePaper;
import io.tieout.sandbox.side.InvoiceView;
import io.tieout.sandbox.side.InvoiceView.Status;
import io.tieout.value.json.Json;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A ledger kept on a sheet of paper: titled Xero, with drafts. No API.
final class PaperBooks implements BooksSide, OnPaper {
  static final String DRAFT = "0b9f3c1e-0a4d-4a44-9d6e-2f1c5b7a9003";
  static final String OPEN = "0b9f3c1e-0a4d-4a44-9d6e-2f1c5b7a9001";
  private static final CurrencyUnit POUNDS = CurrencyUnit.of("GBP");

  private final Weather weather = new Weather();
  private final Map<String, InvoiceView> invoices = new LinkedHashMap<>();
  private final List<InvoicePaper.Payment> payments = new ArrayList<>();

  PaperBooks() {
    add(OPEN, "INV-0007", "Umbrella plc", "2026-10-26", "1200.00", Status.OPEN);
    add(
        "0b9f3c1e-0a4d-4a44-9d6e-2f1c5b7a9002",
        "INV-0008",
        "Initech Ltd",
        "2026-09-14",
        "340.50",
        Status.OVERDUE);
    add(DRAFT, "INV-0009", "Wayne Enterprises", "2026-10-30", "8800.00", Status.DRAFT);
  }

  private void add(
      String id, String number, String customer, String date, String total, Status status) {
    Money money = Amounts.exact("GBP", total);
    LocalDate day = LocalDate.parse(date);
    put(
        new InvoiceView(
            id,
            Optional.of(number),
            customer,
            day,
            day.plusDays(30),
            money,
            money,
            status,
            List.of(
                new InvoiceView.Line("Platform Team", "", BigDecimal.ONE, money, "20% (VAT)"))));
  }

  private synchronized void put(InvoiceView invoice) {
    invoices.put(invoice.id(), invoice);
  }

  private InvoiceView only(String id) {
    return invoices().stream()
        .filter(i -> i.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no invoice " + id));
  }

  @Override
  public String system() {
    return "xero";
  }

  @Override
  public String title() {
    return "Xero";
  }

  @Override
  public Weather weather() {
    return weather;
  }

  @Override
  public CurrencyUnit home() {
    return POUNDS;
  }

  @Override
  public synchronized List<InvoiceView> invoices() {
    return List.copyOf(invoices.values());
  }

  @Override
  public Json.Obj invoiceDocument(String id) {
    return Json.object().put("InvoiceID", only(id).id()).build();
  }

  @Override
  public synchronized InvoicePaper paper(String invoiceId) {
    InvoiceView invoice = only(invoiceId);
    Money tax = invoice.total().dividedBy(6, RoundingMode.HALF_UP);
    Money net = invoice.total().minus(tax);
    return new InvoicePaper(
        new InvoicePaper.BillTo(
            invoice.customer(),
            List.of("1 Old Street", "London EC1V 9HL", "United Kingdom"),
            Optional.of("bills@example.com")),
        Optional.empty(),
        List.of(
            new InvoicePaper.Line(
                "PLAT-TEAM",
                "Platform Team, annual",
                Optional.of(BigDecimal.TWO),
                Optional.of(net.getAmount().divide(BigDecimal.TWO)),
                Optional.of(net),
                Optional.empty(),
                Optional.of("20% (VAT on Income)")),
            remark("Thank you for ten good years")),
        net,
        tax,
        Optional.empty(),
        List.of(new InvoicePaper.Note("Reference", "PO 4711")),
        invoiceId.equals(OPEN) ? payments : List.of());
  }

  private static InvoicePaper.Line remark(String words) {
    return new InvoicePaper.Line(
        "",
        words,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public List<String> invoicesMadeByApi() {
    return List.of();
  }

  @Override
  public synchronized int payments() {
    return payments.size();
  }

  @Override
  public synchronized String recordPayment(String invoiceId, Money amount) {
    InvoiceView i = only(invoiceId);
    Money left = i.balance().minus(amount);
    payments.add(
        new InvoicePaper.Payment(
            String.valueOf(payments.size() + 1),
            "Payment " + (payments.size() + 1),
            LocalDate.parse("2026-11-02"),
            amount));
    put(with(i, left, left.isZero() ? Status.PAID : Status.PARTLY_PAID));
    return String.valueOf(payments.size());
  }

  private static InvoiceView with(InvoiceView i, Money balance, Status status) {
    return new InvoiceView(
        i.id(), i.number(), i.customer(), i.date(), i.due(), i.total(), balance, status, i.lines());
  }

  @Override
  public void voidInvoice(String invoiceId) {
    InvoiceView i = only(invoiceId);
    put(with(i, Money.zero(POUNDS), Status.VOIDED));
  }

  /// As a ledger that keeps what was posted.
  @Override
  public void deleteInvoice(String invoiceId) {
    voidInvoice(invoiceId);
  }

  @Override
  public synchronized void reprice(String invoiceId, Money price) {
    InvoiceView i = only(invoiceId);
    put(of(i.id(), i, price, price));
  }

  @Override
  public synchronized String credit(String invoiceId, Money amount) {
    InvoiceView i = only(invoiceId);
    put(with(i, i.balance().minus(amount), Status.PARTLY_PAID));
    return "credit";
  }

  @Override
  public String receive(String invoiceId, Money amount) {
    throw new UnsupportedOperationException("receive is not on the page");
  }

  @Override
  public synchronized void removePayment(String paymentId) {
    payments.stream()
        .filter(p -> p.id().equals(paymentId))
        .findFirst()
        .ifPresent(paid -> {
          payments.remove(paid);
          InvoiceView i = only(OPEN);
          put(with(i, i.balance().plus(paid.amount()), Status.OPEN));
        });
  }

  @Override
  public synchronized String copyInvoice(String invoiceId) {
    InvoiceView i = only(invoiceId);
    String id = "0b9f3c1e-0a4d-4a44-9d6e-2f1c5b7a9100";
    put(of(id, i, i.total(), i.total()));
    return id;
  }

  private static InvoiceView of(String id, InvoiceView i, Money total, Money balance) {
    return new InvoiceView(
        id, i.number(), i.customer(), i.date(), i.due(), total, balance, Status.OPEN, i.lines());
  }
}
