package io.tieout.engine.export;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// Reads a table in its order, page by page, so that it is never in memory as a whole.
final class Paging {
  static final int PAGE = 1_000;

  private Paging() {}

  /// @param before stands before the first row
  /// @param following at most [#PAGE] rows behind the one given
  static <R> void each(R before, Function<R, List<R>> following, Consumer<List<R>> use) {
    R last = before;
    List<R> page = following.apply(last);
    while (!page.isEmpty()) {
      use.accept(page);
      last = page.getLast();
      page = page.size() < PAGE ? List.of() : following.apply(last);
    }
  }
}
