package io.tieout.app.connect;

import io.tieout.engine.audit.AuditEntry;
import io.tieout.fact.party.Actor;
import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.oauth.Consent;
import io.tieout.vendor.oauth.TokenEndpoint;
import io.tieout.vendor.oauth.TokenVault;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Leads one consent from our page to the vendor and back, and keeps the grant that comes of it.
/// Nothing is kept unless everything fits: the state, the browser, the time, the account.
final class ConsentDesk {
  static final Settings HTTP = new Settings(Duration.ofSeconds(20), Duration.ofSeconds(10), 2, 3);

  private final ConnectRoutes.Deps deps;
  private final UnderWay underWay;

  /// Not handed in: a state that a seed could repeat could be guessed.
  private final SecureRandom random = new SecureRandom();

  ConsentDesk(ConnectRoutes.Deps deps) {
    this.deps = deps;
    this.underWay = new UnderWay(deps.kept().vault(), deps.timing().clock());
  }

  /// What came of a consent.
  sealed interface Outcome {
    /// The grant is in the vault.
    record Connected(Connectable connectable, Optional<Instant> expires) implements Outcome {}

    /// Nothing was kept.
    ///
    /// @param why for the administrator, with what to do
    record NotConnected(String why) implements Outcome {}
  }

  /// Where to send the browser.
  URI begin(Connectable connectable, URI publicUrl, String session) {
    Consent.Begun begun = connectable.consent(publicUrl).begin(connectable.connection(), random);
    underWay.put(connectable, begun, session);
    return begun.address();
  }

  /// Takes the vendor's answer.
  Outcome complete(
      Connectable connectable, URI publicUrl, Map<String, String> callback, String session) {
    String vendor = connectable.app().vendor();
    return switch (underWay.take(connectable, callback.getOrDefault("state", ""), session)) {
      case UnderWay.Taken.Refused(String why) ->
          new Outcome.NotConnected(
              "The answer of %s is not taken: %s. Begin again.".formatted(vendor, why));
      case UnderWay.Taken.Ours(Secret verifier) -> {
        Optional<String> complaint = complaint(connectable, callback);
        yield complaint.isPresent()
            ? new Outcome.NotConnected(complaint.get())
            : exchanged(connectable, publicUrl, callback.getOrDefault("code", ""), verifier);
      }
    };
  }

  private Optional<String> complaint(Connectable connectable, Map<String, String> callback) {
    String vendor = connectable.app().vendor();
    if (callback.containsKey("error")) {
      String error = callback.get("error");
      return Optional.of(
          "%s says %s: the access was not granted. Begin again to grant it."
              .formatted(vendor, error.matches("[a-z_]{1,40}") ? error : "no"));
    }
    return callback.getOrDefault("code", "").isBlank()
        ? Optional.of("%s sent no code. Begin again.".formatted(vendor))
        : proof(connectable).complaint(callback).map(why -> vendor + ": " + why + ".");
  }

  private Outcome exchanged(Connectable connectable, URI publicUrl, String code, Secret verifier) {
    String vendor = connectable.app().vendor();
    try (TokenEndpoint endpoint = new TokenEndpoint(connectable.app(), HTTP, deps.timing())) {
      TokenEndpoint.Tokens tokens =
          endpoint.redeem(code, connectable.redirect(publicUrl), Optional.of(verifier));
      Optional<String> complaint =
          GrantedScopes.complaint(connectable, tokens.body())
              .or(() -> proof(connectable).complaint(tokens));
      if (complaint.isPresent()) {
        return new Outcome.NotConnected(vendor + ": " + complaint.get() + ".");
      }
      return tokens
          .grant()
          .<Outcome>map(grant -> kept(connectable, grant))
          .orElseGet(() ->
              new Outcome.NotConnected(
                  vendor + " gave no refresh token; check the scopes of the app. Begin again."));
    } catch (FaultException e) {
      return new Outcome.NotConnected(words(vendor, e));
    } catch (JsonShapeException e) {
      return new Outcome.NotConnected(
          vendor + " answered in a shape we do not know. Begin again, later.");
    }
  }

  private Outcome kept(Connectable connectable, TokenVault.Grant grant) {
    new VaultedGrant(
            deps.kept(), connectable.key(), connectable.configured(), deps.timing().clock())
        .connected(grant);
    new Reaching(deps.kept(), deps.timing().clock()).reached(connectable);
    deps.database()
        .transact(sql -> {
          deps.audit()
              .record(
                  sql,
                  new AuditEntry(
                      connectable.key(),
                      List.of(),
                      new Actor.Workflow("connect").reference(),
                      "system connected",
                      Json.object()
                          .put("account", connectable.account().wanted())
                          .put("scopes", Json.texts(connectable.scopes()))
                          .putText("expires", grant.expires().map(Instant::toString))
                          .build()));
          deps.watch().resolved(sql, connectable);
        });
    return new Outcome.Connected(connectable, grant.expires());
  }

  private AccountProof proof(Connectable connectable) {
    return new AccountProof(connectable, HTTP, deps.timing());
  }

  private static String words(String vendor, FaultException e) {
    if (TokenEndpoint.grantGone(e)) {
      return "%s did not take the code: it was used already or is too old. Begin again."
          .formatted(vendor);
    }
    return switch (e.fault()) {
      case Fault.Ambiguous _ ->
          "%s's answer with the tokens was lost, so nothing is connected. Begin again: a new code is given."
              .formatted(vendor);
      case Fault.Transient _, Fault.Throttled _ ->
          "%s cannot be reached just now, so nothing is connected. Begin again in a few minutes."
              .formatted(vendor);
      case Fault.Refused(String message, _, _) -> message + ". Begin again.";
      case Fault.Broken(String message) -> message + ". Then begin again.";
    };
  }
}
