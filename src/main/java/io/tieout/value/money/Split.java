package io.tieout.value.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.joda.money.Money;

/// Splits an amount by weights so that the parts sum to the whole, to the minor unit.
///
/// Largest-remainder rule: each part is its exact share truncated toward zero, then the minor units
/// left over go one by one to the largest remainders, ties to the earlier part.
public final class Split {
  private static final int SHARE_SCALE = 20;

  private Split() {}

  public static List<Money> byWeights(Money whole, List<BigDecimal> weights) {
    BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (weights.stream().anyMatch(w -> w.signum() < 0) || total.signum() == 0) {
      throw new IllegalArgumentException(
          "weights must not be negative and must not all be zero: " + weights);
    }
    int scale = whole.getScale();
    List<BigDecimal> shares =
        weights.stream()
            .map(w -> whole.getAmount().multiply(w).divide(total, SHARE_SCALE, RoundingMode.DOWN))
            .toList();
    List<BigDecimal> parts =
        new ArrayList<>(shares.stream().map(s -> s.setScale(scale, RoundingMode.DOWN)).toList());
    handOutRest(whole.getAmount(), shares, parts);
    return parts.stream().map(p -> Money.of(whole.getCurrencyUnit(), p)).toList();
  }

  private static void handOutRest(
      BigDecimal whole, List<BigDecimal> shares, List<BigDecimal> parts) {
    BigDecimal rest = whole.subtract(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    BigDecimal unit = whole.ulp().multiply(BigDecimal.valueOf(rest.signum()));
    List<Integer> byRemainder =
        IntStream.range(0, parts.size())
            .boxed()
            .sorted(
                Comparator.comparing((Integer i) -> shares.get(i).subtract(parts.get(i)).abs())
                    .reversed())
            .toList();
    for (int i = 0; rest.signum() != 0; i = (i + 1) % byRemainder.size()) {
      int index = byRemainder.get(i);
      parts.set(index, parts.get(index).add(unit));
      rest = rest.subtract(unit);
    }
  }
}
