package io.tieout.app.connect;

import io.tieout.engine.vault.Refusals;
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
public final class VaultedGrant implements TokenVault {
  private static final String CONNECTED = "connected";

  private final Kept kept;
  private final String name;
  private final Secret configured;
  private final InstantSource clock;

  /// Where grants and what became of them are kept.
  public record Kept(Vault vault, Refusals refusals) {}

  public VaultedGrant(Kept kept, String name, Secret configured, InstantSource clock) {
    this.kept = kept;
    this.name = name;
    this.configured = configured;
    this.clock = clock;
  }

  @Override
  public Optional<Grant> load() {
    return current(kept.vault().open(name));
  }

  @Override
  public <T> T exclusively(Function<Optional<Grant>, Renewed<T>> work) {
    return kept.vault()
        .exclusively(
            name,
            stored -> {
              Renewed<T> renewed = work.apply(current(stored));
              Instant since = since(stored).orElseGet(() -> renewed.grant().obtained());
              return Sealed.with(renewed.result(), written(renewed.grant(), seed(), since));
            });
  }

  @Override
  public void refused(Grant grant) {
    kept.refusals().note(name, grant.refreshToken());
  }

  /// Since when the vendor refuses the grant as it stands.
  public Optional<Instant> refusedSince() {
    return load().flatMap(grant -> kept.refusals().since(name, grant.refreshToken()));
  }

  /// Since when the company is connected, through all renewals; empty while the configured token
  /// was never renewed, and when there is none.
  public Optional<Instant> connectedSince() {
    return since(kept.vault().open(name));
  }

  /// Keeps what a new consent gave, in place of any grant before it.
  public void connected(Grant grant) {
    kept.vault().seal(name, written(grant, seed(), grant.obtained()));
  }

  /// A grant as it is kept; it stands until another token is configured than the present one.
  static Json.Obj written(Grant grant, Optional<String> seed, Instant connected) {
    return Json.object()
        .put("refresh_token", grant.refreshToken().reveal())
        .put("obtained", grant.obtained().toString())
        .putText("expires", grant.expires().map(Instant::toString))
        .put(CONNECTED, connected.toString())
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
    Optional<Grant> own = valid(stored).map(VaultedGrant::read);
    return own.or(() ->
        configured.isBlank()
            ? Optional.empty()
            : Optional.of(new Grant(configured, clock.instant(), Optional.empty())));
  }

  private Optional<Instant> since(Optional<Json.Obj> stored) {
    return valid(stored)
        .map(json -> json.optText(CONNECTED).orElseGet(() -> json.text("obtained")))
        .map(Instant::parse);
  }

  /// What is stored, unless another token was configured since.
  private Optional<Json.Obj> valid(Optional<Json.Obj> stored) {
    return stored.filter(json -> seed().isEmpty() || json.optText("seed").equals(seed()));
  }

  private static Grant read(Json.Obj json) {
    return new Grant(
        new Secret(json.text("refresh_token")),
        Instant.parse(json.text("obtained")),
        json.optText("expires").map(Instant::parse));
  }
}
