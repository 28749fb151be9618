package io.tieout.vendor.quickbooks;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Bearer;
import io.tieout.vendor.http.BearerTokens;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Outbound;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.StatusFaults;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.http.TokenSource;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Stream;

/// Access tokens of one connection, renewed with the refresh token in the vault.
///
/// Whatever refresh token an answer holds is stored before the access token is used. A refused
/// refresh token is looked up once more, since a sibling may have changed it meanwhile; only then
/// the connection is broken. Every other failure leaves the grant as it is.
public final class QuickBooksTokens implements TokenSource, AutoCloseable {
  private static final String INVALID_GRANT = "invalid_grant";

  private final QuickBooksSettings settings;
  private final TokenVault vault;
  private final InstantSource clock;
  private final Outbound out;
  private final BearerTokens tokens;

  public QuickBooksTokens(
      QuickBooksSettings settings, TokenVault vault, Settings http, Timing timing) {
    this.settings = settings;
    this.vault = vault;
    this.clock = timing.clock();
    StatusFaults byStatus = new StatusFaults("QuickBooks", clock);
    this.out =
        new Outbound(
            "QuickBooks",
            http,
            timing,
            (call, answer) -> refused(answer).or(() -> byStatus.fault(call, answer)));
    this.tokens = new BearerTokens(this::renew, clock);
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
    out.close();
  }

  private Bearer renew() {
    Secret first = granted(vault.load()).refreshToken();
    try {
      return renewOnce();
    } catch (FaultException e) {
      Optional<TokenVault.Grant> now = vault.load().filter(_ -> wasInvalidGrant(e));
      if (now.filter(g -> !g.refreshToken().equals(first)).isEmpty()) {
        throw wasInvalidGrant(e) ? reconnect(e) : e;
      }
    }
    try {
      return renewOnce();
    } catch (FaultException e) {
      throw wasInvalidGrant(e) ? reconnect(e) : e;
    }
  }

  private Bearer renewOnce() {
    return vault.exclusively(held -> renewed(granted(held)));
  }

  private TokenVault.Renewed<Bearer> renewed(TokenVault.Grant grant) {
    Answer answer = out.send(request(grant));
    Instant now = clock.instant();
    try {
      Json.Obj body = answer.json().asObj("token answer");
      TokenVault.Grant next =
          new TokenVault.Grant(new Secret(body.text("refresh_token")), now, expires(body, now));
      Optional<Instant> end = body.optDecimal("expires_in").map(s -> after(now, s));
      return new TokenVault.Renewed<>(
          next, new Bearer(body.text("access_token"), end, Optional.empty()));
    } catch (JsonShapeException | ArithmeticException _) {
      // Without the cause: its message would show the answer's fields.
      throw new Fault.Broken(
              "QuickBooks's token answer has not the shape that is documented; check tokenUrl "
                  + settings.tokenUrl())
          .asException();
    }
  }

  private Call request(TokenVault.Grant grant) {
    String form =
        "grant_type=refresh_token&refresh_token="
            + URLEncoder.encode(grant.refreshToken().reveal(), StandardCharsets.UTF_8);
    String client = settings.clientId() + ":" + settings.clientSecret().reveal();
    return Call.read(
            "POST",
            settings.tokenUrl(),
            "application/x-www-form-urlencoded",
            form.getBytes(StandardCharsets.UTF_8))
        .withHeader("Accept", "application/json")
        .withHeader("x-include-refresh-token-hard-expires-in", "true")
        .withHeader(
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(client.getBytes(StandardCharsets.UTF_8)));
  }

  /// The earlier of the end for want of use and the end in any case.
  private static Optional<Instant> expires(Json.Obj body, Instant now) {
    return Stream.of("x_refresh_token_expires_in", "x_refresh_token_hard_expires_in")
        .flatMap(name -> body.optDecimal(name).stream())
        .map(seconds -> after(now, seconds))
        .min(Instant::compareTo);
  }

  private static Instant after(Instant now, BigDecimal seconds) {
    return now.plusSeconds(seconds.longValueExact());
  }

  private static Optional<Fault> refused(Answer answer) {
    if (answer.status() != 400 && answer.status() != 401) {
      return Optional.empty();
    }
    String error;
    try {
      error = Json.parseObj(answer.text()).optText("error").orElse("");
    } catch (JsonShapeException _) {
      error = "";
    }
    return Optional.of(
        error.equals(INVALID_GRANT)
            ? new Fault.Refused("QuickBooks no longer takes the refresh token", INVALID_GRANT)
            : new Fault.Broken(
                "QuickBooks refused to renew the access token (%d, %s); check clientId and clientSecret"
                    .formatted(answer.status(), error.isEmpty() ? "no reason given" : error)));
  }

  private static boolean wasInvalidGrant(FaultException e) {
    return e.fault() instanceof Fault.Refused(_, String code, _) && code.equals(INVALID_GRANT);
  }

  private TokenVault.Grant granted(Optional<TokenVault.Grant> held) {
    return held.orElseThrow(() ->
        new Fault.Broken(
                "book '%s' is not connected to QuickBooks; an administrator of the company has to connect it"
                    .formatted(settings.bookId()))
            .asException());
  }

  private FaultException reconnect(FaultException cause) {
    return new FaultException(
        new Fault.Broken(
            "reconnect needed: QuickBooks no longer accepts the connection of book '%s' (%s); an administrator of the company has to connect it again"
                .formatted(settings.bookId(), INVALID_GRANT)),
        cause);
  }
}
