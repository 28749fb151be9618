package io.tieout.app.house;

import io.tieout.engine.vault.Sealed;
import io.tieout.engine.vault.Vault;
import io.tieout.value.json.Digest;
import io.tieout.value.json.Json;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.oauth.TokenVault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// A connection's grant in the vault, shared by all replicas. The configured token serves until the
/// first renewal has been stored, and again when an administrator configures another one: what is
/// stored remembers, by its digest, which configured token it grew from.
final class VaultedGrant implements TokenVault {
  private final Vault vault;
  private final String name;
  private final Secret configured;
  private final InstantSource clock;

  VaultedGrant(Vault vault, String name, Secret configured, InstantSource clock) {
    this.vault = vault;
    this.name = name;
    this.configured = configured;
    this.clock = clock;
  }

  @Override
  public Optional<Grant> load() {
    return current(vault.open(name));
  }

  @Override
  public <T> T exclusively(Function<Optional<Grant>, Renewed<T>> work) {
    return vault.exclusively(
        name,
        stored -> {
          Renewed<T> renewed = work.apply(current(stored));
          return Sealed.with(renewed.result(), written(renewed.grant(), seed()));
        });
  }

  /// A consent's grant as it is kept; it stands until another token is configured than the present
  /// one.
  static Json.Obj written(Grant grant, Optional<String> seed) {
    return Json.object()
        .put("refresh_token", grant.refreshToken().reveal())
        .put("obtained", grant.obtained().toString())
        .putText("expires", grant.expires().map(Instant::toString))
        .putText("seed", seed)
        .build();
  }

  /// Names the configured token without telling it; empty when none is configured.
  private Optional<String> seed() {
    return configured.isBlank()
        ? Optional.empty()
        : Optional.of(Digest.of("seed of " + name + "\n" + configured.reveal()).hex());
  }

  private Optional<Grant> current(Optional<Json.Obj> stored) {
    Optional<Grant> kept =
        stored
            .filter(json -> seed().isEmpty() || json.optText("seed").equals(seed()))
            .map(VaultedGrant::read);
    return kept.or(() ->
        configured.isBlank()
            ? Optional.empty()
            : Optional.of(new Grant(configured, clock.instant(), Optional.empty())));
  }

  private static Grant read(Json.Obj json) {
    return new Grant(
        new Secret(json.text("refresh_token")),
        Instant.parse(json.text("obtained")),
        json.optText("expires").map(Instant::parse));
  }
}
