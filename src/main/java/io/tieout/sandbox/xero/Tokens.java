package io.tieout.sandbox.xero;

import io.tieout.value.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The grants people gave, the tokens made from them and the organisations they connected. A
/// refresh token changes with every use; the one before stays good for half an hour, unless that
/// grace is switched off. Nobody's token outlives sixty days unused.
final class Tokens {
  static final Duration ACCESS = Duration.ofMinutes(30);
  private static final Duration GRACE = Duration.ofMinutes(30);
  private static final Duration UNUSED = Duration.ofDays(60);
  private static final Duration CODE = Duration.ofMinutes(5);

  private final RandomGenerator random;
  private final Jwts jwts;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Grant> grants = new ArrayList<>();
  private final Map<String, Code> codes = new HashMap<>();
  private final Map<String, Access> accesses = new HashMap<>();
  private final Map<String, Connection> connections = new LinkedHashMap<>();
  private boolean grace = true;

  Tokens(RandomGenerator random, Jwts jwts) {
    this.random = random;
    this.jwts = jwts;
  }

  /// What a grant is for.
  ///
  /// @param tenants the organisations it reaches, as long as they stay connected
  record Terms(String clientId, Set<String> scopes, List<String> tenants) {
    Terms {
      scopes = Set.copyOf(scopes);
      tenants = List.copyOf(tenants);
    }
  }

  /// What a token call hands out; no refresh token without `offline_access`.
  record Issued(String access, Optional<String> refresh, Terms terms) {}

  /// A code on its way back from the consent page.
  ///
  /// @param challenge the PKCE challenge, where the client sent one
  record Code(Terms terms, String redirect, Optional<String> challenge, Instant until) {}

  /// An access token that is known, expired or not.
  record Access(Terms terms, Instant until) {}

  /// An organisation somebody connected.
  record Connection(String id, String tenantId, String event, Instant created, Instant updated) {}

  private static final class Grant {
    private final Terms terms;
    private String refresh;
    private String previous = "";
    private Instant rotated;
    private Instant used;

    private Grant(Terms terms, String refresh, Instant now) {
      this.terms = terms;
      this.refresh = refresh;
      this.rotated = now;
      this.used = now;
    }
  }

  void grace(boolean on) {
    held(() -> grace = on);
  }

  String code(Code code) {
    return held(() -> {
      String text = Ids.letters(random, 43);
      codes.put(text, code);
      return text;
    });
  }

  static Instant codeEnds(Instant now) {
    return now.plus(CODE);
  }

  /// Takes a code, which is good once.
  Optional<Code> spend(String code, Instant now) {
    return held(() -> Optional.ofNullable(codes.remove(code))).filter(c -> now.isBefore(c.until()));
  }

  /// A new grant; its organisations are connected from now on.
  Issued grant(Terms terms, Instant now) {
    return held(() -> {
      terms.tenants().forEach(t -> connect(t, now));
      if (!terms.scopes().contains("offline_access")) {
        return new Issued(access(terms, now), Optional.empty(), terms);
      }
      Grant grant = new Grant(terms, Ids.letters(random, 43), now);
      grants.add(grant);
      return issued(grant, now);
    });
  }

  /// A token without a refresh token, as client credentials give it.
  Issued direct(Terms terms, Instant now) {
    return held(() -> new Issued(access(terms, now), Optional.empty(), terms));
  }

  /// A second consent renews a connection under its old id.
  private void connect(String tenant, Instant now) {
    connections.compute(
        tenant,
        (_, old) ->
            old == null
                ? new Connection(Ids.fresh(random), tenant, Ids.fresh(random), now, now)
                : new Connection(old.id(), tenant, Ids.fresh(random), old.created(), now));
  }

  Optional<Issued> refresh(String token, Instant now) {
    return held(() -> {
      Optional<Grant> known = grants.stream().filter(g -> knows(g, token, now)).findFirst();
      known.ifPresent(g -> {
        if (token.equals(g.refresh)) {
          g.previous = g.refresh;
          g.rotated = now;
        }
        g.refresh = Ids.letters(random, 43);
        g.used = now;
      });
      return known.map(g -> issued(g, now));
    });
  }

  /// A late token is good only while the grace lasts, counted from the rotation that replaced it.
  private boolean knows(Grant grant, String token, Instant now) {
    boolean late = grace && token.equals(grant.previous) && now.isBefore(grant.rotated.plus(GRACE));
    return now.isBefore(grant.used.plus(UNUSED)) && (token.equals(grant.refresh) || late);
  }

  /// Ends the grant of a refresh token and disconnects its organisations.
  void revoke(String token) {
    held(() -> {
      grants.stream()
          .filter(g -> g.refresh.equals(token) || g.previous.equals(token))
          .findFirst()
          .ifPresent(g -> {
            grants.remove(g);
            g.terms.tenants().forEach(connections::remove);
          });
      return true;
    });
  }

  Optional<Access> access(String token) {
    return held(() -> Optional.ofNullable(accesses.get(token)));
  }

  List<Connection> connections(Terms terms) {
    return held(() ->
        connections.values().stream().filter(c -> terms.tenants().contains(c.tenantId())).toList());
  }

  boolean connected(Terms terms, String tenant) {
    return connections(terms).stream().anyMatch(c -> c.tenantId().equals(tenant));
  }

  boolean disconnect(String connectionId) {
    return held(() -> connections.values().removeIf(c -> c.id().equals(connectionId)));
  }

  /// Somebody takes an organisation's connection away in Xero.
  boolean withdraw(String tenant) {
    return held(() -> connections.remove(tenant) != null);
  }

  /// Ends every access token; refresh tokens stay.
  void expire(Instant now) {
    held(() -> {
      accesses.replaceAll((_, a) -> a.until().isAfter(now) ? new Access(a.terms(), now) : a);
      return true;
    });
  }

  /// The refresh token of the oldest grant that still stands.
  Optional<String> current() {
    return held(() -> grants.stream().findFirst().map(g -> g.refresh));
  }

  private Issued issued(Grant grant, Instant now) {
    return new Issued(access(grant.terms, now), Optional.of(grant.refresh), grant.terms);
  }

  private String access(Terms terms, Instant now) {
    Instant until = now.plus(ACCESS);
    Json.Obj claims =
        Json.object()
            .put("nbf", now.getEpochSecond())
            .put("exp", until.getEpochSecond())
            .put("iss", "https://identity.xero.com")
            .put("aud", "https://identity.xero.com/resources")
            .put("client_id", terms.clientId())
            .put("sub", "c1b0c5a1f6be5e8d9b0a7cbb0a9b3d11")
            .put("auth_time", now.getEpochSecond())
            .put("xero_userid", "8a4d9c52-6f3b-4b76-9d7d-2f1b6c3e0a01")
            .put("jti", Ids.letters(random, 32))
            .put("scope", Json.texts(terms.scopes().stream().sorted().toList()))
            .build();
    String token = jwts.signed(claims);
    accesses.put(token, new Access(terms, until));
    return token;
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
