package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The troubles that are armed; each is taken by the next request that matches it.
final class Troubles {
  private final List<Armed> armed = new ArrayList<>();

  private record Armed(Trouble trouble, Predicate<HttpCall> when) {}

  void arm(Trouble trouble, int times, Predicate<HttpCall> when) {
    for (int i = 0; i < times; i++) {
      armed.add(new Armed(trouble, when));
    }
  }

  Optional<Trouble> strike(HttpCall call) {
    Optional<Armed> next = armed.stream().filter(a -> a.when().test(call)).findFirst();
    next.ifPresent(armed::remove);
    return next.map(Armed::trouble);
  }
}
