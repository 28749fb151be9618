package io.tieout.sandbox.hubspot;

import io.tieout.sandbox.host.HttpAnswer;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonObjBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.joda.money.CurrencyUnit;

/// The account: its details, currencies, use of the API, and the people who own records.
final class SettingsApi {
  static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final int OWNERS_A_PAGE = 100;

  private final Portal portal;
  private final Account account;
  private final RateLimits rates;
  private final List<Owner> owners = new ArrayList<>();

  SettingsApi(Portal portal, Account account, RateLimits rates) {
    this.portal = portal;
    this.account = account;
    this.rates = rates;
  }

  record Account(long portalId, CurrencyUnit home, Instant founded) {}

  /// Somebody who owns records.
  record Owner(String id, long userId, String email, String first, String last, Instant created) {
    Json.Obj json() {
      return Json.object()
          .put("id", id)
          .put("email", email)
          .put("type", "PERSON")
          .put("firstName", first)
          .put("lastName", last)
          .put("userId", userId)
          .put("userIdIncludingInactive", userId)
          .put("createdAt", Stamps.iso(created))
          .put("updatedAt", Stamps.iso(created))
          .put("archived", false)
          .build();
    }
  }

  void add(Owner owner) {
    owners.add(owner);
  }

  HttpAnswer owners(Request request) {
    if (!request.method().equals("GET")) {
      throw Refusal.wrongMethod();
    }
    if (request.parts().size() == 1) {
      boolean byUser = request.param("idProperty").filter("userId"::equals).isPresent();
      return owners.stream()
          .filter(o ->
              byUser
                  ? Long.toString(o.userId()).equals(request.part(0))
                  : o.id().equals(request.part(0)))
          .findFirst()
          .map(o -> HttpAnswer.json(200, o.json()))
          .orElseThrow(() -> Refusal.notFound("resource not found"));
    }
    Optional<String> email = request.param("email");
    int limit = request.number("limit", OWNERS_A_PAGE, 500);
    int after = request.param("after").map(a -> Request.within("after", a, 1_000_000)).orElse(0);
    List<Json.Obj> found =
        request.flag("archived")
            ? List.of()
            : owners.stream()
                .filter(o -> email.isEmpty() || o.email().equalsIgnoreCase(email.get()))
                .map(Owner::json)
                .toList();
    JsonObjBuilder out =
        Json.object().put("results", found.stream().skip(after).limit(limit).toList());
    if (found.size() > after + limit) {
      out.put(
          "paging",
          Json.object().put("next", Json.object().put("after", Integer.toString(after + limit))));
    }
    return HttpAnswer.json(200, out.build());
  }

  HttpAnswer account(Request request) {
    return switch (String.join("/", request.parts())) {
      case "details" -> HttpAnswer.json(200, details());
      case "api-usage/daily/private-apps" -> SchemaApi.results(List.of(usage()));
      default -> throw Refusal.noSuchPath();
    };
  }

  HttpAnswer currencies(Request request) {
    if (!request.method().equals("GET")) {
      throw Refusal.wrongMethod();
    }
    return switch (String.join("/", request.parts())) {
      case "company-currency" ->
          HttpAnswer.json(
              200,
              Json.object()
                  .put("id", account.home().getCode())
                  .put("currencyCode", account.home().getCode())
                  .put("createdAt", Stamps.iso(account.founded()))
                  .build());
      case "codes" ->
          SchemaApi.results(
              Currency.getAvailableCurrencies().stream()
                  .sorted(Comparator.comparing(Currency::getCurrencyCode))
                  .map(c ->
                      Json.object()
                          .put("currencyCode", c.getCurrencyCode())
                          .put("currencyName", c.getDisplayName(Locale.ENGLISH))
                          .build())
                  .toList());
      // One currency: there is nothing to exchange.
      case "exchange-rates", "exchange-rates/current" -> SchemaApi.results(List.of());
      default -> throw Refusal.noSuchPath();
    };
  }

  private Json.Obj details() {
    Duration offset = Duration.ofSeconds(ZONE.getRules().getOffset(portal.now()).getTotalSeconds());
    long minutes = Math.abs(offset.toMinutes());
    return Json.object()
        .put("portalId", account.portalId())
        .put("accountType", "STANDARD")
        .put("timeZone", "US/Eastern")
        .put("companyCurrency", account.home().getCode())
        .put("additionalCurrencies", List.of())
        .put(
            "utcOffset",
            "%s%02d:%02d".formatted(offset.isNegative() ? "-" : "+", minutes / 60, minutes % 60))
        .put("utcOffsetMilliseconds", offset.toMillis())
        .put("uiDomain", "app.hubspot.com")
        .put("dataHostingLocation", "na1")
        .build();
  }

  private Json.Obj usage() {
    return Json.object()
        .put("name", "private-apps-api-calls-daily")
        .put("usageLimit", rates.daily())
        .put("currentUsage", rates.usedToday())
        .put("collectedAt", Stamps.iso(portal.now()))
        .put("fetchStatus", "SUCCESS")
        .put("resetsAt", Stamps.iso(rates.reset(portal.now())))
        .build();
  }
}
