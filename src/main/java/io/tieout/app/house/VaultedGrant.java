package io.tieout.app.house;

import io.tieout.engine.vault.Sealed;
import io.tieout.engine.vault.Vault;
import io.tieout.value.json.Json;
import io.tieout.vendor.quickbooks.Secret;
import io.tieout.vendor.quickbooks.TokenVault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/// QuickBooks' grant in the vault, shared by all replicas. The configured token serves until the
/// first renewal has been stored.
final class VaultedGrant implements TokenVault {
  private final Vault vault;
  private final String name;
  private final Secret first;
  private final InstantSource clock;

  VaultedGrant(Vault vault, String name, Secret first, InstantSource clock) {
    this.vault = vault;
    this.name = name;
    this.first = first;
    this.clock = clock;
  }

  @Override
  public Optional<Grant> load() {
    return orFirst(vault.open(name).map(VaultedGrant::read));
  }

  @Override
  public <T> T exclusively(Function<Optional<Grant>, Renewed<T>> work) {
    return vault.exclusively(
        name,
        stored -> {
          Renewed<T> renewed = work.apply(orFirst(stored.map(VaultedGrant::read)));
          return Sealed.with(renewed.result(), written(renewed.grant()));
        });
  }

  private Optional<Grant> orFirst(Optional<Grant> stored) {
    return stored.or(() ->
        first.isBlank()
            ? Optional.empty()
            : Optional.of(new Grant(first, clock.instant(), Optional.empty())));
  }

  private static Grant read(Json.Obj json) {
    return new Grant(
        new Secret(json.text("refresh_token")),
        Instant.parse(json.text("obtained")),
        json.optText("expires").map(Instant::parse));
  }

  private static Json.Obj written(Grant grant) {
    return Json.object()
        .put("refresh_token", grant.refreshToken().reveal())
        .put("obtained", grant.obtained().toString())
        .putText("expires", grant.expires().map(Instant::toString))
        .build();
  }
}
