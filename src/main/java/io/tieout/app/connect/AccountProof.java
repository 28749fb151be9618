package io.tieout.app.connect;

import io.tieout.value.fault.Fault;
import io.tieout.value.fault.FaultException;
import io.tieout.value.json.Json;
import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Call;
import io.tieout.vendor.http.Outbound;
import io.tieout.vendor.http.Settings;
import io.tieout.vendor.http.StatusFaults;
import io.tieout.vendor.http.Timing;
import io.tieout.vendor.oauth.TokenEndpoint;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Makes sure that the account which consented is the one that is configured.
final class AccountProof {
  private final Connectable connectable;
  private final Settings http;
  private final Timing timing;

  AccountProof(Connectable connectable, Settings http, Timing timing) {
    this.connectable = connectable;
    this.http = http;
    this.timing = timing;
  }

  /// What is wrong with the callback alone, before its code is used.
  Optional<String> complaint(Map<String, String> callback) {
    return switch (connectable.account()) {
      case AccountNaming.InCallback naming ->
          Optional.ofNullable(callback.get(naming.parameter()))
                  .filter(naming.wanted()::equals)
                  .isPresent()
              ? Optional.empty()
              : Optional.of(
                  other(
                      Optional.ofNullable(callback.get(naming.parameter())).orElse("no account")));
      case AccountNaming.Listed _, AccountNaming.InTokenAnswer _ -> Optional.empty();
    };
  }

  /// What is wrong with the tokens; asks the vendor.
  Optional<String> complaint(TokenEndpoint.Tokens tokens) {
    return switch (connectable.account()) {
      case AccountNaming.InCallback naming -> probe(naming, tokens);
      case AccountNaming.Listed naming -> complaint(naming, reach(naming, tokens.access().value()));
      case AccountNaming.InTokenAnswer naming -> {
        String there =
            tokens.body().get(naming.field()).map(AccountProof::plain).orElse("no account");
        yield there.equals(naming.wanted()) ? Optional.empty() : Optional.of(other(there));
      }
    };
  }

  /// What a token reaches.
  ///
  /// @param there every account, for people
  /// @param missing those that are configured and not among them
  record Reach(List<String> there, List<AccountNaming.Account> missing) {}

  /// Asks the vendor for its list.
  Reach reach(AccountNaming.Listed naming, String token) {
    List<Json.Obj> all =
        get(naming.list(), token).json().asList("accounts").stream()
            .map(json -> json.asObj("account"))
            .toList();
    Set<String> ids =
        all.stream()
            .flatMap(one -> one.optText(naming.field()).stream())
            .collect(Collectors.toSet());
    return new Reach(
        all.stream().map(one -> spoken(naming, one)).toList(),
        naming.accounts().stream().filter(account -> !ids.contains(account.id())).toList());
  }

  private static String spoken(AccountNaming.Listed naming, Json.Obj one) {
    String id = one.optText(naming.field()).orElse("unnamed");
    return one.optText(naming.called()).map(name -> "'%s' %s".formatted(name, id)).orElse(id);
  }

  private static Optional<String> complaint(AccountNaming.Listed naming, Reach reach) {
    return reach.missing().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "the consent covers %s, but not %s, so nothing was kept. To add it, %s; or correct %s"
                .formatted(
                    reach.there().isEmpty() ? "no account" : String.join(", ", reach.there()),
                    reach.missing().stream()
                        .map(AccountNaming.Account::spoken)
                        .collect(Collectors.joining(", ")),
                    naming.remedy(),
                    naming.setting()));
  }

  /// The vendor refuses a read of an account that the token is not for.
  private Optional<String> probe(AccountNaming.InCallback naming, TokenEndpoint.Tokens tokens) {
    try {
      get(naming.probe(), tokens.access().value());
      return Optional.empty();
    } catch (FaultException e) {
      return switch (e.fault()) {
        case Fault.Refused _, Fault.Broken _ ->
            Optional.of(
                "%s does not let the new token read account %s (%s)"
                    .formatted(connectable.app().vendor(), naming.wanted(), e.fault().message()));
        case Fault.Transient _, Fault.Throttled _, Fault.Ambiguous _ -> throw e;
      };
    }
  }

  private Answer get(URI address, String token) {
    String vendor = connectable.app().vendor();
    try (Outbound out =
        new Outbound(vendor, http, timing, new StatusFaults(vendor, timing.clock()))) {
      return out.send(
          Call.get(address)
              .withHeader("Authorization", "Bearer " + token)
              .withHeader("Accept", "application/json"));
    }
  }

  private String other(String there) {
    AccountNaming naming = connectable.account();
    return "account %s consented, but %s is configured; begin again and choose that one, or correct %s"
        .formatted(there, naming.wanted(), naming.setting());
  }

  /// Ids come as texts from some vendors and as numbers from others.
  private static String plain(Json id) {
    return id instanceof Json.Text(String text) ? text : id.print();
  }
}
