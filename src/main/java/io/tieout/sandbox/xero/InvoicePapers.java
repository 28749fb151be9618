package io.tieout.sandbox.xero;

import io.tieout.sandbox.side.InvoicePaper;
import io.tieout.sandbox.side.InvoicePaper.BillTo;
import io.tieout.sandbox.side.InvoicePaper.Line;
import io.tieout.sandbox.side.InvoicePaper.Note;
import io.tieout.sandbox.side.InvoicePaper.Payment;
import io.tieout.sandbox.xerobooks.Books;
import io.tieout.sandbox.xerobooks.Docs;
import io.tieout.sandbox.xerobooks.Kind;
import io.tieout.sandbox.xerobooks.Papers;
import io.tieout.sandbox.xerobooks.Row;
import io.tieout.value.json.Json;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Sales invoices as paper.
///
/// @param papers the files and notes that hang on documents
record InvoicePapers(Books books, Papers papers) {
  private static final List<String> STREET =
      List.of("AddressLine1", "AddressLine2", "AddressLine3", "AddressLine4");
  private static final List<String> TOWN = List.of("City", "Region", "PostalCode");

  InvoicePaper of(Row row) {
    Json.Obj doc = row.doc();
    InvoiceViews views = new InvoiceViews(books);
    return new InvoicePaper(
        billTo(books.need(Kind.CONTACT, doc.obj("Contact").text("ContactID")).doc()),
        Optional.empty(),
        doc.objects("LineItems").stream().map(l -> line(views, row, l)).toList(),
        views.money(row, Docs.amount(doc, "SubTotal")),
        views.money(row, Docs.amount(doc, "TotalTax")),
        doc.optText("Reference"),
        notes(row),
        payments(views, row));
  }

  private static BillTo billTo(Json.Obj contact) {
    List<String> address =
        contact.objects("Addresses").stream()
            .map(InvoicePapers::address)
            .filter(lines -> !lines.isEmpty())
            .findFirst()
            .orElse(List.of());
    return new BillTo(contact.text("Name"), address, contact.optText("EmailAddress"));
  }

  private static List<String> address(Json.Obj address) {
    String town = texts(address, TOWN).collect(Collectors.joining(" "));
    return Stream.of(texts(address, STREET), Stream.of(town), texts(address, List.of("Country")))
        .flatMap(lines -> lines)
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static Stream<String> texts(Json.Obj address, List<String> fields) {
    return fields.stream().flatMap(field -> address.optText(field).stream());
  }

  private static Line line(InvoiceViews views, Row row, Json.Obj line) {
    boolean sold = line.has("UnitAmount");
    return new Line(
        line.optText("ItemCode").orElse(""),
        line.optText("Description").orElse(""),
        line.optDecimal("Quantity").filter(_ -> sold),
        line.optDecimal("UnitAmount"),
        sold ? Optional.of(views.money(row, Docs.amount(line, "LineAmount"))) : Optional.empty(),
        Optional.empty(),
        line.optText("TaxType"));
  }

  private List<Note> notes(Row row) {
    List<Note> notes = new ArrayList<>();
    row.doc().optText("Url").ifPresent(url -> notes.add(new Note("Go to app", url)));
    papers
        .history(row)
        .forEach(note -> notes.add(new Note("History: " + note.changes(), note.details())));
    papers.attachments(row.id()).forEach(a -> notes.add(new Note("Attachment", a.fileName())));
    return notes;
  }

  private List<Payment> payments(InvoiceViews views, Row row) {
    return books.all(Kind.PAYMENT).stream()
        .filter(p -> !p.text("Status").equals("DELETED"))
        .filter(
            p -> p.doc().obj("Invoice").optText("InvoiceID").filter(row.id()::equals).isPresent())
        .map(p ->
            new Payment(
                p.id(),
                p.doc().optText("Reference").orElse("Payment"),
                LocalDate.parse(p.text("Date")),
                views.money(row, Docs.amount(p.doc(), "Amount"))))
        .toList();
  }
}
