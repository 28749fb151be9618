package io.tieout.sandbox.quickbooks;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The grants people gave and the tokens made from them. A refresh token changes about once a day;
/// between two changes a refresh hands back the same one, and the one before lives on for a day.
final class Tokens {
  static final Duration ACCESS = Duration.ofHours(1);
  private static final Duration ROTATION = Duration.ofHours(24);
  private static final Duration UNUSED = Duration.ofDays(100);
  private static final Duration HARD = Duration.ofDays(5 * 365);
  private static final Duration CODE = Duration.ofMinutes(10);
  private static final char[] LETTERS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".toCharArray();

  private final RandomGenerator random;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Grant> grants = new ArrayList<>();
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Access> accesses = new HashMap<>();

  Tokens(RandomGenerator random) {
    this.random = random;
  }

  /// What a token call hands out.
  record Issued(String access, String refresh, Duration unusedLife, Duration hardLife) {}

  private record Code(String redirect, Instant until) {}

  private record Access(Grant grant, Instant until) {}

  private static final class Grant {
    private final Instant given;
    private String refresh;
    private String previous = "";
    private Instant rotated;
    private Instant used;

    private Grant(String refresh, Instant now) {
      this.refresh = refresh;
      this.given = now;
      this.rotated = now;
      this.used = now;
    }

    private boolean knows(String token, Instant now) {
      boolean alive = now.isBefore(used.plus(UNUSED)) && now.isBefore(given.plus(HARD));
      boolean late = token.equals(previous) && now.isBefore(rotated.plus(ROTATION));
      return alive && (token.equals(refresh) || late);
    }
  }

  /// A new grant, as if an administrator had just consented.
  Issued consent(Instant now) {
    return held(() -> {
      Grant grant = new Grant(fresh("RT1-", 40), now);
      grants.add(grant);
      return issued(grant, now);
    });
  }

  String code(String redirect, Instant now) {
    return held(() -> {
      String code = fresh("AB1", 45);
      codes.put(code, new Code(redirect, now.plus(CODE)));
      return code;
    });
  }

  Optional<Issued> exchange(String code, String redirect, Instant now) {
    Optional<Code> known = held(() -> Optional.ofNullable(codes.remove(code)));
    return known
        .filter(c -> c.redirect().equals(redirect) && now.isBefore(c.until()))
        .map(_ -> consent(now));
  }

  Optional<Issued> refresh(String token, Instant now) {
    return held(() -> {
      Optional<Grant> known = grants.stream().filter(g -> g.knows(token, now)).findFirst();
      known.ifPresent(g -> {
        if (!now.isBefore(g.rotated.plus(ROTATION))) {
          g.previous = g.refresh;
          g.refresh = fresh("RT1-", 40);
          g.rotated = now;
        }
        g.used = now;
      });
      return known.map(g -> issued(g, now));
    });
  }

  /// Drops the whole grant that an access or refresh token belongs to.
  boolean revoke(String token) {
    return held(() -> {
      Optional<Grant> owner =
          Optional.ofNullable(accesses.get(token))
              .map(Access::grant)
              .or(() ->
                  grants.stream()
                      .filter(g -> g.refresh.equals(token) || g.previous.equals(token))
                      .findFirst());
      owner.ifPresent(g -> {
        grants.remove(g);
        accesses.values().removeIf(a -> a.grant().equals(g));
      });
      return owner.isPresent();
    });
  }

  boolean opens(String access, Instant now) {
    return held(() ->
        Optional.ofNullable(accesses.get(access)).map(a -> now.isBefore(a.until())).orElse(false));
  }

  /// Ends every access token; refresh tokens stay.
  void expire() {
    held(() -> {
      accesses.clear();
      return true;
    });
  }

  /// The refresh token of the oldest grant that still stands.
  Optional<String> current() {
    return held(() -> grants.stream().findFirst().map(g -> g.refresh));
  }

  String fresh(String prefix, int length) {
    return held(() -> {
      StringBuilder text = new StringBuilder(prefix);
      for (int i = 0; i < length; i++) {
        text.append(LETTERS[random.nextInt(LETTERS.length)]);
      }
      return text.toString();
    });
  }

  private Issued issued(Grant grant, Instant now) {
    String access = fresh("eyJhbGciOiJkaXIi", 60);
    accesses.put(access, new Access(grant, now.plus(ACCESS)));
    return new Issued(access, grant.refresh, UNUSED, Duration.between(now, grant.given.plus(HARD)));
  }

  private <T> T held(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }
}
