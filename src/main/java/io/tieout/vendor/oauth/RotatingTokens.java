package io.tieout.vendor.oauth;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.secret.Secret;
import io.tieout.vendor.http.Bearer;
import io.tieout.vendor.http.BearerTokens;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.http.TokenSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Access tokens of one connection, renewed with the refresh token in the vault.
///
/// Whatever refresh token an answer holds is stored before the access token is used. A refused
/// refresh token is looked up once more, since a sibling may have changed it meanwhile; only then
/// the connection is broken. Every other failure leaves the grant as it is.
public final class RotatingTokens implements TokenSource, AutoCloseable {
  private final TokenEndpoint endpoint;
  private final TokenVault vault;
  private final BearerTokens tokens;

  public RotatingTokens(OAuthApp app, TokenVault vault, Settings http, Timing timing) {
    this.endpoint = new TokenEndpoint(app, http, timing);
    this.vault = vault;
    this.tokens = new BearerTokens(this::renew, timing.clock());
  }

  @Override
  public String token() {
    return tokens.token();
  }

  @Override
  public void invalidate(String token) {
    tokens.invalidate(token);
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private Bearer renew() {
    Secret first = granted(vault.load()).refreshToken();
    AtomicReference<Optional<TokenVault.Grant>> tried = new AtomicReference<>(Optional.empty());
    try {
      return renewOnce(tried);
    } catch (FaultException e) {
      Optional<TokenVault.Grant> now = vault.load().filter(_ -> TokenEndpoint.grantGone(e));
      if (now.filter(g -> !g.refreshToken().equals(first)).isEmpty()) {
        throw TokenEndpoint.grantGone(e) ? reconnect(e, tried.get()) : e;
      }
    }
    try {
      return renewOnce(tried);
    } catch (FaultException e) {
      throw TokenEndpoint.grantGone(e) ? reconnect(e, tried.get()) : e;
    }
  }

  private Bearer renewOnce(AtomicReference<Optional<TokenVault.Grant>> tried) {
    return vault.exclusively(held -> {
      TokenVault.Grant grant = granted(held);
      tried.set(Optional.of(grant));
      TokenEndpoint.Tokens renewed = endpoint.refresh(grant);
      return new TokenVault.Renewed<>(renewed.grant().orElse(grant), renewed.access());
    });
  }

  private TokenVault.Grant granted(Optional<TokenVault.Grant> held) {
    return held.orElseThrow(() ->
        new Fault.Broken(
                "%s is not connected to %s; an administrator of the company has to connect it"
                    .formatted(endpoint.app().connection(), endpoint.app().vendor()))
            .asException());
  }

  private FaultException reconnect(FaultException cause, Optional<TokenVault.Grant> refused) {
    refused.ifPresent(vault::refused);
    return new FaultException(
        new Fault.Broken(
            "reconnect needed: %s no longer accepts the connection of %s (%s); an administrator of the company has to connect it again"
                .formatted(
                    endpoint.app().vendor(),
                    endpoint.app().connection(),
                    TokenEndpoint.INVALID_GRANT)),
        cause);
  }
}
