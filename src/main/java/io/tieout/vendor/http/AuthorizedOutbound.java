package io.tieout.vendor.http;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import java.util.Optional;
import java.util.function.Predicate;

/// Sends calls with a bearer token. A 401 says that nothing was done, so once, and for writes too,
/// the token is renewed and the call repeated; a second 401 rises.
public final class AuthorizedOutbound {
  private final Outbound out;
  private final TokenSource tokens;
  private final Predicate<Answer> renewable;

  /// @param renewable whether a 401 can be cured by a new token; some say that it cannot
  public AuthorizedOutbound(Outbound out, TokenSource tokens, Predicate<Answer> renewable) {
    this.out = out;
    this.tokens = tokens;
    this.renewable = renewable;
  }

  public AuthorizedOutbound(Outbound out, TokenSource tokens) {
    this(out, tokens, _ -> true);
  }

  public Answer send(Call call) {
    String token = tokens.token();
    Answer answer = out.send(bearing(call, token), this::exceptUnauthorized);
    if (answer.status() != 401) {
      return answer;
    }
    if (!renewable.test(answer)) {
      throw unauthorized(call, answer);
    }
    tokens.invalidate(token);
    Answer second = out.send(bearing(call, tokens.token()), this::exceptUnauthorized);
    if (second.status() == 401) {
      throw unauthorized(call, second);
    }
    return second;
  }

  private Optional<Fault> exceptUnauthorized(Call call, Answer answer) {
    return answer.status() == 401 ? Optional.empty() : out.faults().fault(call, answer);
  }

  private FaultException unauthorized(Call call, Answer answer) {
    Fault read = out.faults().fault(call, answer).orElse(null);
    return read instanceof Fault.Broken broken
        ? broken.asException()
        : new Fault.Broken(call + " is not authorised, with a new token neither").asException();
  }

  private static Call bearing(Call call, String token) {
    return call.withHeader("Authorization", "Bearer " + token);
  }
}
