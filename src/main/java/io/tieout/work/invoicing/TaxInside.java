package io.tieout.work.invoicing;

import io.tieout.fact.ledger.InvoiceLine;
import io.tieout.fact.ledger.TaxCode;
import io.tieout.value.money.Amounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

/// The tax inside prices, for a book that must be given what a price is before tax and works out
/// the tax anew from that.
///
/// In QuickBooks a line's amount is net even where prices include tax. Vendor and integrators do
/// not agree how the tax on those nets is rounded: for each line, or for each rate on their sum. So
/// only nets are good whose tax is the same either way, and which come to the price to the cent.
/// Where there are none, such as of 99.99 at 20 %, nothing is made up.
final class TaxInside {
  /// How far the sum of the nets can be from the exact one: half a cent of rounding for each rate.
  private static final int REACH = 3;

  /// The most cents that a line's net is moved from its own; more would help next to no invoice.
  private static final int MOST_MOVED = 5;

  /// Amounts of lines with one code, in the currency's minor unit.
  private final List<Long> gross;

  private final List<BigDecimal> percents;

  private TaxInside(List<Long> gross, List<BigDecimal> percents) {
    this.gross = gross;
    this.percents = percents;
  }

  /// The lines with the tax inside each; empty when no split holds to the cent.
  ///
  /// @param codes those of the lines, by id, with their rates
  static Optional<List<InvoiceLine>> split(
      List<InvoiceLine> lines, Map<String, TaxCode> codes, CurrencyUnit currency) {
    Map<String, List<Integer>> places = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      places.computeIfAbsent(lines.get(i).taxCodeId().orElse(""), _ -> new ArrayList<>()).add(i);
    }
    List<Long> nets = new ArrayList<>(Collections.nCopies(lines.size(), 0L));
    for (Map.Entry<String, List<Integer>> place : places.entrySet()) {
      List<Long> gross =
          place.getValue().stream().map(i -> lines.get(i).amount().getAmountMinorLong()).toList();
      Optional<List<Long>> found = new TaxInside(gross, rates(codes, place.getKey())).nets();
      if (found.isEmpty()) {
        return Optional.empty();
      }
      for (int i = 0; i < gross.size(); i++) {
        nets.set(place.getValue().get(i), found.get().get(i));
      }
    }
    return holdsAcrossCodes(lines, nets, codes)
        ? Optional.of(
            IntStream.range(0, lines.size())
                .mapToObj(i -> told(lines.get(i), nets.get(i), currency))
                .toList())
        : Optional.empty();
  }

  private static InvoiceLine told(InvoiceLine line, long net, CurrencyUnit currency) {
    return line.holding(line.amount().minus(Money.ofMinor(currency, net)));
  }

  private static List<BigDecimal> rates(Map<String, TaxCode> codes, String id) {
    return Optional.ofNullable(codes.get(id)).map(TaxCode::rates).orElse(List.of());
  }

  /// Two codes may share a rate, and its tax is then rounded once. Which they share is not told, so
  /// equal rates must come to the same tax together as apart.
  private static boolean holdsAcrossCodes(
      List<InvoiceLine> lines, List<Long> nets, Map<String, TaxCode> codes) {
    Set<BigDecimal> all = new TreeSet<>();
    long total = 0;
    long net = 0;
    for (int i = 0; i < lines.size(); i++) {
      all.addAll(rates(codes, lines.get(i).taxCodeId().orElse("")));
      total += lines.get(i).amount().getAmountMinorLong();
      net += nets.get(i);
    }
    long tax = 0;
    for (BigDecimal percent : all) {
      long base = 0;
      for (int i = 0; i < lines.size(); i++) {
        List<BigDecimal> own = rates(codes, lines.get(i).taxCodeId().orElse(""));
        long times = own.stream().filter(p -> p.compareTo(percent) == 0).count();
        base += times * nets.get(i);
      }
      tax += tax(base, percent);
    }
    return net + tax == total;
  }

  private Optional<List<Long>> nets() {
    long all = sum(gross);
    BigDecimal exact = exact(all);
    long nearest = exact.setScale(0, RoundingMode.HALF_UP).longValueExact();
    return IntStream.rangeClosed(-REACH, REACH)
        .boxed()
        .sorted(Comparator.comparingInt(Math::abs))
        .map(d -> nearest + d)
        .filter(net -> net + tax(net) == all)
        .findFirst()
        .flatMap(net -> balanced(spread(net), all - net));
  }

  /// Before rounding, with decimals enough to rank remainders.
  private BigDecimal exact(long amount) {
    BigDecimal rate = percents.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal hundred = BigDecimal.valueOf(100);
    return BigDecimal.valueOf(amount)
        .multiply(hundred)
        .divide(hundred.add(rate), 12, RoundingMode.HALF_UP);
  }

  /// Each line's own net by the largest remainder, so that all of them are the given sum.
  private List<Long> spread(long net) {
    List<Long> nets = new ArrayList<>();
    List<BigDecimal> remainders = new ArrayList<>();
    for (long amount : gross) {
      BigDecimal exact = exact(amount);
      BigDecimal floor = exact.setScale(0, RoundingMode.FLOOR);
      nets.add(floor.longValueExact());
      remainders.add(exact.subtract(floor));
    }
    List<Integer> order =
        IntStream.range(0, gross.size())
            .filter(i -> gross.get(i) != 0)
            .boxed()
            .sorted(Comparator.<Integer, BigDecimal>comparing(remainders::get).reversed())
            .toList();
    long left = net - sum(nets);
    for (int turn = 0; left != 0 && !order.isEmpty(); turn++) {
      int at = left > 0 ? turn % order.size() : order.size() - 1 - turn % order.size();
      long step = Long.signum(left);
      nets.set(order.get(at), nets.get(order.get(at)) + step);
      left -= step;
    }
    return nets;
  }

  /// Moves a few cents between lines until tax by line is the tax on the sum too, the fewest that
  /// help first.
  private Optional<List<Long>> balanced(List<Long> nets, long wanted) {
    Set<Integer> moved = new HashSet<>();
    long excess = nets.stream().mapToLong(this::tax).sum() - wanted;
    while (excess != 0) {
      long before = excess;
      Optional<Move> move =
          IntStream.rangeClosed(1, MOST_MOVED)
              .mapToObj(step -> move(nets, moved, Long.signum(before), step))
              .flatMap(Optional::stream)
              .filter(m -> Math.abs(before + m.change()) < Math.abs(before))
              .findFirst();
      if (move.isEmpty()) {
        return Optional.empty();
      }
      move.get().on(nets);
      moved.add(move.get().up());
      moved.add(move.get().down());
      excess += move.get().change();
    }
    return Optional.of(nets);
  }

  /// Cents that go from one line to another.
  ///
  /// @param change of the tax by line
  private record Move(int up, int down, int step, long change) {
    void on(List<Long> nets) {
      nets.set(up, nets.get(up) + step);
      nets.set(down, nets.get(down) - step);
    }
  }

  private Optional<Move> move(List<Long> nets, Set<Integer> moved, int sign, int step) {
    return best(nets, moved, sign, step)
        .flatMap(up -> {
          Set<Integer> others = new HashSet<>(moved);
          others.add(up);
          return best(nets, others, sign, -step)
              .map(down ->
                  new Move(
                      up, down, step, change(nets.get(up), step) + change(nets.get(down), -step)));
        });
  }

  /// The line whose tax goes down most by the step, or up most where tax is missing.
  private Optional<Integer> best(List<Long> nets, Set<Integer> moved, int sign, int step) {
    return IntStream.range(0, nets.size())
        .filter(i -> gross.get(i) != 0 && !moved.contains(i))
        .boxed()
        .min(Comparator.comparingLong(i -> sign * change(nets.get(i), step)));
  }

  private long change(long net, int step) {
    return tax(net + step) - tax(net);
  }

  private long tax(long net) {
    return percents.stream().mapToLong(percent -> tax(net, percent)).sum();
  }

  private static long tax(long net, BigDecimal percent) {
    return BigDecimal.valueOf(net)
        .multiply(percent)
        .movePointLeft(2)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static long sum(List<Long> amounts) {
    return amounts.stream().mapToLong(Long::longValue).sum();
  }

  /// The tax inside an amount at a rate, rounded by itself: what a book makes of it that rounds by
  /// line.
  static Money of(Money amount, BigDecimal percent) {
    BigDecimal hundred = BigDecimal.valueOf(100);
    return Amounts.roundedHalfUp(
        amount.getCurrencyUnit(),
        amount
            .getAmount()
            .multiply(percent)
            .divide(hundred.add(percent), 12, RoundingMode.HALF_UP));
  }
}
