package io.tieout.sandbox.xerobooks;

import io.tieout.value.json.Json;

/// Where documents are handed in: carries out each order wholly or refuses it.
public final class Desk {
  private final Books books;
  private final Contacts contacts;
  private final Invoices invoices;
  private final Payments payments;
  private final Allocations allocations;
  private final BankTransactions bank;
  private final Journals journals;
  private final Lists lists;

  public Desk(Books books) {
    this.books = books;
    this.contacts = new Contacts(books);
    this.invoices = new Invoices(books, contacts);
    this.payments = new Payments(books);
    this.allocations = new Allocations(books);
    this.bank = new BankTransactions(books, contacts);
    this.journals = new Journals(books);
    this.lists = new Lists(books);
  }

  /// Makes or changes an object; [Refused] when the books' rules forbid it.
  public Saved save(Kind kind, Order order) {
    return books.transaction(() ->
        switch (kind) {
          case CONTACT -> contacts.save(order);
          case INVOICE, CREDIT_NOTE -> invoices.save(kind, order);
          case PAYMENT -> payments.save(order);
          case BATCH_PAYMENT -> payments.saveBatch(order);
          case BANK_TRANSACTION -> bank.save(order);
          case MANUAL_JOURNAL -> journals.save(order);
          case OVERPAYMENT,
              PREPAYMENT,
              ITEM,
              ACCOUNT,
              TAX_RATE,
              TRACKING_CATEGORY,
              CURRENCY,
              BRANDING_THEME ->
              lists.save(kind, order);
        });
  }

  /// Puts a credit to an invoice and gives the allocation.
  public Json.Obj allocate(Kind credit, String id, Order order) {
    return books.transaction(() -> allocations.allocate(credit, id, order));
  }

  public Json.Obj removeAllocation(Kind credit, String id, String allocationId) {
    return books.transaction(() -> allocations.remove(credit, id, allocationId));
  }

  /// Adds an option to a tracking category.
  public Saved addOption(String categoryId, Json.Obj option) {
    return books.transaction(() -> lists.option(categoryId, option));
  }

  /// Marks a sales invoice as sent.
  public Row sent(String invoiceId) {
    return books.transaction(() -> {
      Row invoice = books.need(Kind.INVOICE, invoiceId);
      boolean sendable =
          invoice.text("Type").equals("ACCREC")
              && (invoice.text("Status").equals("AUTHORISED")
                  || invoice.text("Status").equals("PAID"));
      if (!sendable) {
        throw Refused.because("Only approved sales invoices can be sent to the contact");
      }
      Row contact = books.need(Kind.CONTACT, invoice.doc().obj("Contact").text("ContactID"));
      if (contact.text("EmailAddress").isEmpty()) {
        throw Refused.because(
            "The contact %s has no EmailAddress to send the invoice to"
                .formatted(contact.text("Name")));
      }
      return books.replace(invoice, invoice.doc().with("SentToContact", Json.of(true)));
    });
  }

  /// Notes whether an object has files.
  public void hasAttachments(Kind kind, String id) {
    books.transaction(() -> {
      Row row = books.need(kind, id);
      return books.replace(row, row.doc().with("HasAttachments", Json.of(true)));
    });
  }
}
