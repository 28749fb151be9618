package io.tieout.engine.quota;

import io.tieout.vendor.http.Answer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// The limits on one account.
///
/// @param account whoever shares the limits shares this key: `quickbooks/<realm>`
/// @param name for people: `QuickBooks (book main)`
/// @param atOnce the most calls under way at once; 0 for any number
/// @param reading what an answer's headers say is left
public record QuotaPlan(
    String account,
    String name,
    List<Window> windows,
    int atOnce,
    Function<Answer, List<Told>> reading) {
  public QuotaPlan {
    windows = List.copyOf(windows);
    Set<String> names = new HashSet<>();
    if (account.isBlank()
        || name.isBlank()
        || !windows.stream().allMatch(w -> names.add(w.name()))) {
      throw new IllegalArgumentException(
          "a plan needs an account, a name and windows of different names, not '%s', '%s', %s"
              .formatted(account, name, windows.stream().map(Window::name).toList()));
    }
    if (atOnce < 0) {
      throw new IllegalArgumentException("atOnce must be 0 or more, not " + atOnce);
    }
  }

  /// So many times the calls of each window. What answers tell of the vendor's own figures then
  /// means nothing, and is not heeded.
  QuotaPlan times(int factor) {
    List<Window> wider =
        windows.stream()
            .map(w -> new Window(w.name(), w.width(), w.limit() * factor, w.counts()))
            .toList();
    return new QuotaPlan(account, name, wider, atOnce, factor == 1 ? reading : _ -> List.of());
  }
}
