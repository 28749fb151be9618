package io.tieout.work.invoicing;

import io.tieout.fact.ledger.Book;
import io.tieout.fact.ledger.Customer;
import io.tieout.fact.ledger.Term;
import io.tieout.work.invoicing.Blocker.Choice;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Chooses the payment term: what sales agreed on, else the customer's, else the book's.
final class TermChoice {
  private static final Pattern DAYS =
      Pattern.compile("(?i)(?:net|n|within)?[ /-]*(\\d{1,3})(?: *(?:d|days?))?(?: *net)?");
  private static final Pattern AT_ONCE =
      Pattern.compile("(?i)(?:due )?(?:(?:up)?on )?(?:receipt|receival)|immediate(?:ly)?|at once");

  private static final String UNLISTED = "days:";
  private static final List<Integer> USUAL = List.of(0, 7, 14, 15, 30, 45, 60, 90);
  private static final int MOST_DAYS = 365;

  private TermChoice() {}

  /// A term with the reason for it.
  ///
  /// @param standard whether it is the customer's own term or, for want of one, the book's
  record Chosen(Term term, String why, boolean standard) {}

  /// The term, or empty after noting the question.
  static Optional<Chosen> choose(DealReadings in, Optional<Customer> customer, Notes notes) {
    Optional<Term> customers = customer.flatMap(Customer::termId).flatMap(id -> byId(in, id));
    Optional<Term> books = in.ledger().book().defaultTermId().flatMap(id -> byId(in, id));
    Optional<Term> standard = customers.or(() -> books);
    Optional<String> agreed = in.deal().terms().paymentTerms().filter(t -> !t.isBlank());
    if (agreed.isPresent()) {
      return agreed(in, agreed.get(), standard, notes);
    }
    if (standard.isPresent()) {
      return Optional.of(
          new Chosen(
              standard.get(),
              customers.isPresent() ? "the customer's term" : "the book's term",
              true));
    }
    return answered(in, key(in, ""), "the answer of a person", notes)
        .map(term -> new Chosen(term, "the answer of a person", false));
  }

  private static Optional<Chosen> agreed(
      DealReadings in, String text, Optional<Term> standard, Notes notes) {
    Optional<Term> term =
        named(in, text)
            .or(() -> ofDays(in, text, standard))
            .or(() -> answered(in, key(in, text), text, notes));
    return term.map(t -> {
      boolean usual = standard.map(Term::id).filter(t.id()::equals).isPresent();
      if (!usual) {
        notes.remark(
            Notes.Weight.TERMS,
            standard
                .map(s ->
                    "Payment terms are “%s”; usual for this customer is “%s”."
                        .formatted(t.name(), s.name()))
                .orElse(
                    "Payment terms are “%s”; neither customer nor book have usual ones."
                        .formatted(t.name())));
      }
      return new Chosen(
          t, "agreed on the deal as “%s”".formatted(VendorText.line(text, 60)), usual);
    });
  }

  /// The book's own terms; where it has no list, any number of days will do, and these are offered.
  private static List<Term> active(DealReadings in) {
    return listed(in)
        ? in.ledger().terms().stream().filter(Term::active).toList()
        : USUAL.stream().map(TermChoice::unlisted).toList();
  }

  private static boolean listed(DealReadings in) {
    return in.ledger().book().abilities().contains(Book.Ability.TERM_LIST);
  }

  /// A term of a book that has no list of them: only the due date comes of it.
  private static Term unlisted(int days) {
    return new Term(UNLISTED + days, days == 0 ? "Due on receipt" : "Net " + days, days, true, "0");
  }

  /// The term's id in the book; none where the book has no list.
  static Optional<String> idInBook(Term term) {
    return Optional.of(term.id()).filter(id -> !id.startsWith(UNLISTED));
  }

  private static Optional<Term> byId(DealReadings in, String id) {
    return active(in).stream().filter(t -> t.id().equals(id)).findFirst();
  }

  private static Optional<Term> named(DealReadings in, String text) {
    String key = Names.key(text);
    return active(in).stream().filter(t -> Names.key(t.name()).equals(key)).findFirst();
  }

  /// Of several terms of as many days the usual one is taken, else the first by name.
  private static Optional<Term> ofDays(DealReadings in, String text, Optional<Term> standard) {
    OptionalInt days = days(text);
    if (days.isEmpty()) {
      return Optional.empty();
    }
    if (!listed(in)) {
      return Optional.of(unlisted(days.getAsInt())).filter(t -> t.dueDays() <= MOST_DAYS);
    }
    return standard
        .filter(t -> t.dueDays() == days.getAsInt())
        .or(() ->
            active(in).stream()
                .filter(t -> t.dueDays() == days.getAsInt())
                .min(Comparator.comparing(Term::name)));
  }

  /// The days in `Net 30`, `30 days`, `N/30`, `Due on receipt`.
  static OptionalInt days(String text) {
    String plain = text.strip();
    if (AT_ONCE.matcher(plain).matches()) {
      return OptionalInt.of(0);
    }
    Matcher matcher = DAYS.matcher(plain);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  private static Optional<Term> answered(DealReadings in, String key, String text, Notes notes) {
    Optional<Term> answer = in.known().answer(key).flatMap(id -> byId(in, id));
    if (answer.isEmpty()) {
      List<Choice> choices =
          active(in).stream()
              .map(t -> new Choice(t.id(), "%s (%d days)".formatted(t.name(), t.dueDays())))
              .toList();
      String agreed =
          in.deal().terms().paymentTerms().isEmpty()
              ? "Deal “%s” has no payment terms, and neither have its customer and the book."
                  .formatted(in.deal().name())
              : "Deal “%s” was sold on the terms “%s”, which book “%s” does not know."
                  .formatted(
                      in.deal().name(), VendorText.line(text, 60), in.ledger().book().name());
      notes.block(
          new Blocker(
              "terms are unknown",
              key,
              "Which payment terms for “%s”?".formatted(in.deal().name()),
              agreed + " Choose a term; the answer is kept.",
              choices));
    }
    return answer;
  }

  private static String key(DealReadings in, String text) {
    return "terms:" + in.ledger().name() + ":" + (text.isEmpty() ? in.subject() : Names.key(text));
  }
}
