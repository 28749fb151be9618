package io.tieout.engine.mirror;

import io.tieout.fact.crm.Account;
import io.tieout.fact.crm.Contact;
import io.tieout.fact.crm.CrmKind;
import io.tieout.fact.crm.CrmRecord;
import io.tieout.fact.crm.Deal;
import io.tieout.fact.crm.Product;
import io.tieout.fact.ledger.CreditNote;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Invoice;
import io.tieout.fact.ledger.Item;
import io.tieout.fact.ledger.LedgerKind;
import io.tieout.fact.ledger.LedgerRecord;
import io.tieout.fact.ledger.Payment;
import io.tieout.value.json.Json;
import io.tieout.value.json.Records;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What of a record the mirror finds it by: its kind, what people call it, what it belongs to.
record Naming(String kind, String name, Optional<String> parentId, Json.Obj body) {
  static Naming of(CrmRecord record) {
    return switch (record) {
      case Deal deal -> of(CrmKind.DEAL, deal.name(), Optional.of(deal.accountId()), deal);
      case Account account -> of(CrmKind.ACCOUNT, account.name(), Optional.empty(), account);
      case Contact contact ->
          of(CrmKind.CONTACT, contact.name(), Optional.of(contact.accountId()), contact);
      case Product product -> of(CrmKind.PRODUCT, product.name(), Optional.empty(), product);
    };
  }

  /// People call an invoice by its number or its customer: its name holds both.
  static Naming of(LedgerRecord record) {
    return switch (record) {
      case Customer customer ->
          of(LedgerKind.CUSTOMER, customer.displayName(), Optional.empty(), customer);
      case Item item -> of(LedgerKind.ITEM, item.name(), Optional.empty(), item);
      case Invoice invoice ->
          of(
              LedgerKind.INVOICE,
              (invoice.number().orElse("") + " " + invoice.customerName()).strip(),
              Optional.of(invoice.customerId()),
              invoice);
      case CreditNote note ->
          of(
              LedgerKind.CREDIT_NOTE,
              note.number().orElse(note.id()),
              Optional.of(note.customerId()),
              note);
      case Payment payment ->
          of(
              LedgerKind.PAYMENT,
              payment.reference().orElse(payment.id()),
              Optional.of(payment.customerId()),
              payment);
    };
  }

  /// A kind as the mirror and signals write it: `credit_note`.
  static String word(Enum<?> kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static Naming of(Enum<?> kind, String name, Optional<String> parentId, Object record) {
    return new Naming(word(kind), name, parentId, Records.write(record));
  }

  MirrorRecord copy(String system, String id, String version, Instant asOf) {
    return new MirrorRecord(system, kind, id, name, parentId, body, version, asOf, false);
  }
}
