package io.tieout.engine.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Scanner;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacesTest {
  @ParameterizedTest
  @CsvSource({
    "4, link 4",
    "4 5, links 4 to 5",
    "1 2 3 5 9 10, 'links 1 to 3, 5, 9 to 10'",
    "10 9 1, 'links 1, 9 to 10'"
  })
  void runs_are_told_by_their_ends(String places, String spoken) {
    TreeSet<Long> set = new TreeSet<>();
    new Scanner(places).forEachRemaining(place -> set.add(Long.valueOf(place)));
    assertThat(Places.spoken(set)).isEqualTo(spoken);
  }
}
