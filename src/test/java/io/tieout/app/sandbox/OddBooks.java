package io.tieout.app.sandbox;

import io.tieout.sandbox.side.BooksSide;
import io.tieout.sandbox.side.InvoiceView;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A ledger in its bookkeepers' hands, as far as the odd cases need it, and its own records.
interface OddBooks {
  BooksSide side();

  /// Something that is sold without tax, by its code.
  void item(String name, String code);

  /// Somebody who is billed; the id.
  String customer(String name);

  /// Makes a customer inactive, or archives it.
  void retire(String customerId);

  /// Undoes that.
  void restore(String customerId);

  /// Somebody who bills us.
  void supplier(String name);

  /// Nothing may be dated up to this day any more.
  void close(LocalDate through);

  void reopen();

  /// From now on the book keeps the currency, besides its own.
  void keep(String currency);

  /// Numbers are given by whoever makes the invoice, where the book knows that.
  void numberByHand(boolean on);

  /// An invoice over 2,000 of an item by its code, under a number of a bookkeeper's choice.
  void invoiceByHand(String customerId, String code, String number);

  /// The names of everybody that can be billed, inactive ones too.
  List<String> billable();

  /// The number that the book would give next.
  String nextNumber();

  default List<String> billable(String word) {
    return billable().stream().filter(name -> name.contains(word)).toList();
  }

  /// What stands in the ledger of whoever has the word in the name.
  default List<InvoiceView> invoices(String word) {
    return invoices(i -> i.customer().contains(word));
  }

  default List<InvoiceView> invoices(Predicate<InvoiceView> which) {
    return side().invoices().stream().filter(which).toList();
  }

  /// The one after the highest that is written with the prefix.
  static String after(List<InvoiceView> invoices, String prefix, int width) {
    int highest =
        invoices.stream()
            .map(InvoiceView::number)
            .flatMap(Optional::stream)
            .filter(n -> n.matches(prefix + "\\d{1,8}"))
            .mapToInt(n -> Integer.parseInt(n.substring(prefix.length())))
            .max()
            .orElse(0);
    return prefix + ("%0" + width + "d").formatted(highest + 1);
  }
}
