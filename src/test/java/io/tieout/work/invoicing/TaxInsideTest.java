package io.tieout.work.invoicing;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.ledger.TaxCode;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;
import org.junit.jupiter.api.Test;

/// Nets are found to the cent, or not at all.
class TaxInsideTest {
  private static final int CASES = 4000;
  private static final long SEED = 20261122;
  private static final Map<String, TaxCode> CODES =
      codes(
          Map.of(
              "S", List.of("20"),
              "R", List.of("5"),
              "Z", List.of("0"),
              "QC", List.of("5", "9.975"),
              "DE", List.of("19"),
              "AU", List.of("10")));

  private static Map<String, TaxCode> codes(Map<String, List<String>> rates) {
    Map<String, TaxCode> codes = new HashMap<>();
    rates.forEach((id, percents) -> {
      List<BigDecimal> all = percents.stream().map(BigDecimal::new).toList();
      BigDecimal sum = all.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
      codes.put(id, new TaxCode(id, id, Optional.empty(), true, Optional.of(sum), all, true, "0"));
    });
    return Map.copyOf(codes);
  }

  private static InvoiceLine line(Money amount, String code) {
    return new InvoiceLine(
        Optional.of("1"),
        "Thing",
        BigDecimal.ONE,
        amount.getAmount(),
        amount,
        Optional.of(code),
        Optional.empty());
  }

  private static Optional<List<InvoiceLine>> split(List<InvoiceLine> lines) {
    return TaxInside.split(lines, CODES, lines.getFirst().amount().getCurrencyUnit());
  }

  private static Optional<List<String>> taxes(String code, String... amounts) {
    return split(Stream.of(amounts).map(a -> line(Amounts.exact("GBP", a), code)).toList())
        .map(lines ->
            lines.stream()
                .map(l -> l.taxInside().orElseThrow().getAmount().toPlainString())
                .toList());
  }

  @Test
  void tax_is_found_inside_one_price_at_one_rate_or_several() {
    assertThat(taxes("S", "120.00")).contains(List.of("20.00"));
    assertThat(taxes("AU", "19.97")).contains(List.of("1.82"));
    assertThat(taxes("QC", "114.98")).contains(List.of("14.98"));
    assertThat(taxes("Z", "99.99")).contains(List.of("0.00"));
    assertThat(taxes("S", "-60.00", "180.00")).contains(List.of("-10.00", "30.00"));
  }

  @Test
  void a_price_that_no_net_comes_to_has_no_split() {
    // 83.32 is taxed 16.66, 83.33 is taxed 16.67
    assertThat(taxes("S", "99.99")).isEmpty();
    assertThat(taxes("AU", "87.50")).isEmpty();
  }

  @Test
  void such_a_price_is_billed_beside_others_with_which_the_sum_comes_out() {
    List<String> found = taxes("AU", "87.50", "19.97", "0.00").orElseThrow();
    assertThat(found.getLast()).isEqualTo("0.00");
    assertThat(found.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo("9.77");
  }

  @Test
  void every_split_is_exact_however_the_book_rounds_and_no_cent_is_lost() {
    Random random = new Random(SEED);
    int found = 0;
    for (int i = 0; i < CASES; i++) {
      CurrencyUnit currency = CurrencyUnit.of(List.of("GBP", "JPY", "KWD").get(random.nextInt(3)));
      List<InvoiceLine> lines = generated(random, currency);
      String which = "seed %d, case %d: %s".formatted(SEED, i, lines);
      Optional<List<InvoiceLine>> split = split(lines);
      if (split.isPresent()) {
        found++;
        Money total = sum(currency, split.get().stream().map(InvoiceLine::amount).toList());
        assertThat(total)
            .as(which)
            .isEqualTo(sum(currency, lines.stream().map(InvoiceLine::amount).toList()));
        Money net = sum(currency, split.get().stream().map(TaxInsideTest::net).toList());
        assertThat(net.plus(byLine(split.get()))).as(which).isEqualTo(total);
        assertThat(net.plus(byCode(split.get()))).as(which).isEqualTo(total);
        assertThat(net.plus(byRate(split.get()))).as(which).isEqualTo(total);
        assertThat(net.plus(told(split.get()))).as(which).isEqualTo(total);
        split.get().forEach(l -> assertThat(offBy(l)).as(which).isLessThanOrEqualTo(8));
      }
    }
    assertThat(found).isBetween(CASES * 6 / 10, CASES);
  }

  private static List<InvoiceLine> generated(Random random, CurrencyUnit currency) {
    List<String> ids = CODES.keySet().stream().sorted().toList();
    String usual = ids.get(random.nextInt(ids.size()));
    List<InvoiceLine> lines = new ArrayList<>();
    int count = 1 + random.nextInt(random.nextInt(10) == 0 ? 60 : 6);
    for (int i = 0; i < count; i++) {
      String code = random.nextInt(5) == 0 ? ids.get(random.nextInt(ids.size())) : usual;
      long minor = random.nextInt(random.nextBoolean() ? 500 : 5_000_000);
      Money amount = Money.ofMinor(currency, random.nextInt(12) == 0 ? -minor : minor);
      lines.add(line(amount, code));
    }
    return lines;
  }

  /// How many minor units the line's tax is from the exact one.
  private static long offBy(InvoiceLine line) {
    BigDecimal percent = code(line).ratePercent().orElseThrow();
    return line.taxInside()
        .orElseThrow()
        .minus(TaxInside.of(line.amount(), percent))
        .abs()
        .getAmountMinorLong();
  }

  private static Money told(List<InvoiceLine> lines) {
    return sum(
        lines.getFirst().amount().getCurrencyUnit(),
        lines.stream().map(l -> l.taxInside().orElseThrow()).toList());
  }

  private static Money byLine(List<InvoiceLine> lines) {
    return sum(
        lines.getFirst().amount().getCurrencyUnit(),
        lines.stream().flatMap(l -> rates(l).stream().map(r -> tax(net(l), r))).toList());
  }

  /// Each rate of each code on the sum of the code's nets.
  private static Money byCode(List<InvoiceLine> lines) {
    return bases(lines, true);
  }

  /// Each rate on the sum of all nets that bear it, as if codes shared it.
  private static Money byRate(List<InvoiceLine> lines) {
    return bases(lines, false);
  }

  private static Money bases(List<InvoiceLine> lines, boolean codesApart) {
    CurrencyUnit currency = lines.getFirst().amount().getCurrencyUnit();
    Map<Base, Money> bases = new LinkedHashMap<>();
    for (InvoiceLine line : lines) {
      for (BigDecimal rate : rates(line)) {
        bases.merge(
            new Base(codesApart ? line.taxCodeId().orElseThrow() : "", rate),
            net(line),
            Money::plus);
      }
    }
    return sum(
        currency,
        bases.entrySet().stream().map(e -> tax(e.getValue(), e.getKey().rate())).toList());
  }

  private record Base(String code, BigDecimal rate) {}

  private static List<BigDecimal> rates(InvoiceLine line) {
    return code(line).rates();
  }

  private static TaxCode code(InvoiceLine line) {
    return line.taxCodeId().flatMap(id -> Optional.ofNullable(CODES.get(id))).orElseThrow();
  }

  private static Money tax(Money net, BigDecimal rate) {
    return Amounts.roundedHalfUp(
        net.getCurrencyUnit(), net.getAmount().multiply(rate).movePointLeft(2));
  }

  private static Money net(InvoiceLine line) {
    return line.amount().minus(line.taxInside().orElseThrow());
  }

  private static Money sum(CurrencyUnit currency, List<Money> parts) {
    return Amounts.sum(currency, parts);
  }
}
