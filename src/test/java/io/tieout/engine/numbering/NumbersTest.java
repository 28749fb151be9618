package io.tieout.engine.numbering;

import static org.assertj.core.api.Assertions.assertThat;

import io.tieout.engine.db.Database;
import io.tieout.engine.db.DatabaseAddress;
import io.tieout.engine.db.SettableClock;
import io.tieout.engine.db.Sql;
import io.tieout.engine.db.TestDatabase;
import io.tieout.fact.ledger.NumberPattern;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Two processes on one database.
class NumbersTest {
  private static final NumberPattern YEARLY = new NumberPattern("DE-{year}-{number:3}", 1, 21);
  private static final LocalDate DAY = LocalDate.of(2026, 11, 2);
  private static final String BOOK = "xero/de";

  private final DatabaseAddress address = TestDatabase.freshAddress();
  private final Database left = Database.open(address);
  private final Database right = Database.open(address);
  private final Numbers numbers = new Numbers(new SettableClock());

  @AfterEach
  void close() {
    left.close();
    right.close();
  }

  /// Every thread takes numbers and, as the seed has it, keeps them, gives them back, finds them
  /// taken, or dies before its transaction ends.
  @ParameterizedTest
  @ValueSource(longs = {1, 20, 300})
  void two_houses_at_once_give_no_number_twice_and_leave_none_out(long seed) throws Exception {
    List<Callable<Optional<String>>> tasks =
        IntStream.range(0, 120).mapToObj(i -> task(seed, i)).toList();
    List<String> kept = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Optional<String>> done : threads.invokeAll(tasks)) {
        done.get().ifPresent(kept::add);
      }
    }
    assertThat(kept).as("seed " + seed).doesNotHaveDuplicates();
    Set<String> known = new HashSet<>(kept);
    known.addAll(filled("state = 'TAKEN'"));
    // What was given back last goes to whoever comes next, before any new number.
    int free = filled("state = 'FREE'").size();
    IntStream.range(0, free).forEach(i -> known.add(give("late-" + i).orElseThrow()));
    assertThat(filled("state = 'FREE'")).isEmpty();
    assertThat(known)
        .as("seed " + seed)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, known.size()).mapToObj("DE-2026-%03d"::formatted).toList());
  }

  private Callable<Optional<String>> task(long seed, int i) {
    Random random = new Random(seed * 1_000 + i);
    Database house = random.nextBoolean() ? left : right;
    String effect = "effect-" + i;
    return () -> {
      int fate = random.nextInt(6);
      if (fate == 0) {
        dying(house, effect);
      }
      String number = in(house, sql -> give(sql, effect)).orElseThrow();
      return switch (fate) {
        case 1 -> {
          in(house, sql -> numbers.giveBack(sql, effect));
          yield Optional.empty();
        }
        case 2 -> {
          in(house, sql -> numbers.taken(sql, effect));
          yield Optional.empty();
        }
        default -> {
          house.transact(sql -> numbers.used(sql, effect, Optional.of("r-" + i)));
          yield Optional.of(number);
        }
      };
    };
  }

  private void dying(Database house, String effect) {
    try {
      house.transact(sql -> {
        give(sql, effect);
        throw new IllegalStateException("dies");
      });
    } catch (IllegalStateException e) {
      assertThat(e).hasMessage("dies");
    }
  }

  @Test
  void an_effect_has_one_number_until_it_is_over() {
    assertThat(give("a")).contains("DE-2026-001");
    assertThat(in(right, sql -> give(sql, "a"))).contains("DE-2026-001");
    assertThat(give("b")).contains("DE-2026-002");
    assertThat(in(left, sql -> numbers.giveBack(sql, "a"))).contains("DE-2026-001");
    assertThat(in(left, sql -> numbers.giveBack(sql, "a"))).isEmpty();
    assertThat(give("c")).contains("DE-2026-001");
    assertThat(give("d")).contains("DE-2026-003");
  }

  @Test
  void what_a_record_bears_is_not_given_back() {
    give("a");
    left.transact(sql -> numbers.used(sql, "a", Optional.of("inv-1")));
    assertThat(in(left, sql -> numbers.giveBack(sql, "a"))).isEmpty();
    assertThat(in(left, sql -> numbers.taken(sql, "a"))).isEmpty();
    assertThat(in(left, sql -> numbers.of(sql, BOOK, "inv-1"))).contains("DE-2026-001");
    assertThat(in(left, sql -> numbers.of(sql, "xero/uk", "inv-1"))).isEmpty();
    assertThat(give("b")).contains("DE-2026-002");
  }

  @Test
  void what_others_have_taken_is_never_given_again() {
    give("a");
    assertThat(in(left, sql -> numbers.taken(sql, "a"))).contains("DE-2026-001");
    assertThat(give("a")).contains("DE-2026-002");
  }

  @Test
  void each_book_and_each_year_has_its_own_sequence() {
    NumberPattern later = new NumberPattern(YEARLY.text(), 57, 21);
    assertThat(in(left, sql -> numbers.give(sql, BOOK, later, DAY, "a"))).contains("DE-2026-057");
    assertThat(in(left, sql -> numbers.give(sql, BOOK, later, DAY.plusYears(1), "b")))
        .contains("DE-2027-001");
    assertThat(in(left, sql -> numbers.give(sql, "xero/at", later, DAY, "c")))
        .contains("DE-2026-057");
    assertThat(in(left, sql -> numbers.give(sql, BOOK, later, DAY, "d"))).contains("DE-2026-058");
  }

  @Test
  void a_sequence_ends_where_its_numbers_grow_too_long() {
    NumberPattern tight = new NumberPattern("A{number}", 9, 2);
    assertThat(in(left, sql -> numbers.give(sql, BOOK, tight, DAY, "a"))).contains("A9");
    assertThat(in(left, sql -> numbers.give(sql, BOOK, tight, DAY, "b"))).isEmpty();
    in(left, sql -> numbers.giveBack(sql, "a"));
    assertThat(in(left, sql -> numbers.give(sql, BOOK, tight, DAY, "b"))).contains("A9");
  }

  private Optional<String> give(String effect) {
    return in(left, sql -> give(sql, effect));
  }

  private Optional<String> give(Sql sql, String effect) {
    return numbers.give(sql, BOOK, YEARLY, DAY, effect);
  }

  private List<String> filled(String where) {
    return left.inTransaction(sql ->
        sql.ask("select filled from given_number where " + where).list(row -> row.text("filled")));
  }

  private static Optional<String> in(Database house, Function<Sql, Optional<String>> work) {
    return house.inTransaction(work);
  }
}
