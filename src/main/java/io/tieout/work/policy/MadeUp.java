package io.tieout.work.policy;

import io.tieout.fact.change.Circumstances;
import io.tieout.fact.policy.Case;
import io.tieout.fact.policy.ChangeKind;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// A case as somebody makes it up, to see what the policy says of it.
///
/// @param change as policies write it, or as people call it: `invoice`
/// @param amount such as `USD 12000`; may be empty only for what has no amount
/// @param discountPercent the deepest discount of a line
/// @param suggestedLines lines matched by name only
public record MadeUp(
    String change,
    Optional<String> amount,
    boolean newCustomer,
    boolean otherTerms,
    BigDecimal discountPercent,
    int suggestedLines) {
  private static final Map<String, ChangeKind> SPOKEN =
      Map.of(
          "invoice", ChangeKind.CREATE_INVOICE,
          "draft", ChangeKind.DRAFT_INVOICE,
          "update", ChangeKind.UPDATE_DEAL_FINANCE,
          "undo", ChangeKind.UNDO_INVOICE,
          "void", ChangeKind.UNDO_INVOICE,
          "people", ChangeKind.CHANGE_PEOPLE,
          "policy", ChangeKind.CHANGE_POLICY,
          "rollout", ChangeKind.CHANGE_ROLLOUT);
  private static final String MONEY = "([a-z]{3})\\s*(\\d[\\d,]*(?:\\.\\d+)?)";
  private static final Pattern AMOUNT = Pattern.compile("\\b" + MONEY + "(?![\\d%])");
  private static final Pattern DISCOUNT =
      Pattern.compile("\\bdiscount(?:\\s+of)?\\s+(\\d{1,3}(?:\\.\\d+)?)\\s*(?:%|percent)?");
  private static final Pattern SUGGESTED =
      Pattern.compile(
          "\\b(?:(\\d{1,4})\\s+)?(?:lines?\\s+)?(?:suggested|by name)(?:\\s+lines?)?\\b");
  private static final Pattern NEW = Pattern.compile("\\bnew[ -]customer\\b");
  private static final Pattern TERMS =
      Pattern.compile("\\b(?:other|different|unusual|non-standard)[ -]terms\\b");
  private static final Pattern FILLING = Pattern.compile("\\b(?:an?|the|for|of|with|and|to|on)\\b");

  /// Reads what people say: `invoice USD 12000 new customer discount 25`. An
  /// [IllegalArgumentException] tells what was not understood.
  public static MadeUp heard(String words) {
    Rest rest = new Rest(words.strip().toLowerCase(Locale.ROOT).replace('_', ' '));
    BigDecimal discount =
        rest.taken(DISCOUNT).map(m -> new BigDecimal(m.group(1))).orElse(BigDecimal.ZERO);
    boolean fresh = rest.taken(NEW).isPresent();
    boolean terms = rest.taken(TERMS).isPresent();
    Optional<String> amount =
        rest.taken(AMOUNT).map(m -> m.group(1).toUpperCase(Locale.ROOT) + " " + m.group(2));
    int suggested =
        rest.taken(SUGGESTED)
            .map(m -> m.group(1) == null ? 1 : Integer.parseInt(m.group(1)))
            .orElse(0);
    String kind = rest.left();
    return new MadeUp(kind.isEmpty() ? "invoice" : kind, amount, fresh, terms, discount, suggested);
  }

  /// What is not understood yet.
  private static final class Rest {
    private String text;

    Rest(String text) {
      this.text = text;
    }

    Optional<Matcher> taken(Pattern pattern) {
      Matcher matcher = pattern.matcher(text);
      if (!matcher.find()) {
        return Optional.empty();
      }
      text = text.substring(0, matcher.start()) + " " + text.substring(matcher.end());
      return Optional.of(matcher);
    }

    String left() {
      return FILLING
          .matcher(text)
          .replaceAll(" ")
          .replaceAll("[,;]", " ")
          .strip()
          .replaceAll("\\s+", "_");
    }
  }

  /// The case; an [IllegalArgumentException] says what is missing or wrong.
  public Case asCase() {
    ChangeKind kind =
        ChangeKind.named(change)
            .or(() -> Optional.ofNullable(SPOKEN.get(change)))
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "'%s' is no kind of change; use one of %s"
                        .formatted(
                            change,
                            Arrays.stream(ChangeKind.values())
                                .map(ChangeKind::word)
                                .collect(Collectors.joining(", ")))));
    if (suggestedLines < 0 || discountPercent.signum() < 0) {
      throw new IllegalArgumentException("discount and suggested lines cannot be below zero");
    }
    return new Case(
        kind,
        new Circumstances(money(kind), newCustomer, !otherTerms, discountPercent, suggestedLines));
  }

  private Money money(ChangeKind kind) {
    if (kind.governs()) {
      return Money.zero(CurrencyUnit.USD);
    }
    String text =
        amount.orElseThrow(
            () -> new IllegalArgumentException("amount: missing; write for example USD 12000"));
    Matcher matcher = Pattern.compile(MONEY).matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "amount '%s': write for example USD 12000".formatted(text));
    }
    return Amounts.exact(
        matcher.group(1).toUpperCase(Locale.ROOT), matcher.group(2).replace(",", ""));
  }

  /// For people: `create_invoice of USD 12,000.00, new customer, discount 25 %`.
  static String spoken(Case asked) {
    Circumstances c = asked.circumstances();
    StringBuilder said = new StringBuilder(asked.kind().word());
    if (!asked.kind().governs()) {
      said.append(" of ").append(Amounts.text(c.amount()));
    }
    said.append(c.newCustomer() ? ", new customer" : "");
    said.append(c.standardTerms() ? "" : ", other terms");
    if (c.maxDiscountPercent().signum() > 0) {
      said.append(", discount ").append(Amounts.plain(c.maxDiscountPercent())).append(" %");
    }
    if (c.suggestedLines() > 0) {
      said.append(", ").append(c.suggestedLines()).append(" by suggestion");
    }
    return said.toString();
  }
}
