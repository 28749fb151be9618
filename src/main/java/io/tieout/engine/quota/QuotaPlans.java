package io.tieout.engine.quota;

import io.tieout.vendor.http.Answer;
import io.tieout.vendor.http.Call;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What the vendors allow. Short windows keep a tenth or so below the published figure: calls that
/// left evenly may arrive together. Days are taken whole, for the vendors tell what is left.
public final class QuotaPlans {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final String PER_DAY = "day";
  private static final String PER_MINUTE = "minute";
  private static final String PER_TEN_SECONDS = "ten_seconds";

  private static final Pattern API_USAGE = Pattern.compile("api-usage=(\\d{1,18})/(\\d{1,18})");
  private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");

  private QuotaPlans() {}

  /// Per organisation: calls a day, 15,000 in the smallest edition, each answer tells the real
  /// figures (`Sforce-Limit-Info: api-usage=18/5000`); 25 calls that run for 20 s or longer.
  ///
  /// @param organization its log-in host, or its id
  public static QuotaPlan salesforce(String organization) {
    return new QuotaPlan(
        "salesforce/" + organization,
        "Salesforce",
        List.of(Window.of(PER_DAY, DAY, 15_000)),
        20,
        QuotaPlans::salesforceSays);
  }

  /// Per company and app: 10 calls a second; per company 500 a minute; of these 40 batches a minute
  /// (Intuit, "API call limits and throttles"). Answers tell nothing.
  public static QuotaPlan quickBooks(String book, String realmId) {
    return new QuotaPlan(
        "quickbooks/" + realmId,
        "QuickBooks (book %s)".formatted(book),
        List.of(
            Window.of("second", SECOND, 9),
            Window.of(PER_MINUTE, MINUTE, 450),
            new Window("batch_minute", MINUTE, 36, call -> pathEnds(call, "/batch"))),
        0,
        _ -> List.of());
  }

  /// Per organisation and app: 5 calls at once, 60 a minute, 5,000 in any 24 hours, 1,000 in the
  /// Starter tier (Xero, "Rate limits"). Answers tell what is left.
  public static QuotaPlan xero(String book, String tenantId) {
    return new QuotaPlan(
        "xero/" + tenantId,
        "Xero (book %s)".formatted(book),
        List.of(Window.of(PER_MINUTE, MINUTE, 55), Window.of(PER_DAY, DAY, 5_000)),
        4,
        answer ->
            Stream.of(
                    left(PER_MINUTE, answer, "X-MinLimit-Remaining", Optional.empty()),
                    left(PER_DAY, answer, "X-DayLimit-Remaining", Optional.empty()))
                .flatMap(Optional::stream)
                .toList());
  }

  /// Per account: 100 to 250 calls in any ten seconds, 250,000 a day in the smallest tier, of these
  /// 5 searches a second (HubSpot, "API usage guidelines"). Answers tell what is left, except those
  /// to searches. More than a few calls at once are refused at times.
  ///
  /// @param portal its Hub ID, or whatever names the account
  public static QuotaPlan hubSpot(String portal) {
    return new QuotaPlan(
        "hubspot/" + portal,
        "HubSpot",
        List.of(
            Window.of(PER_TEN_SECONDS, Duration.ofSeconds(10), 80),
            new Window("search_second", SECOND, 4, call -> pathEnds(call, "/search")),
            Window.of(PER_DAY, DAY, 250_000)),
        4,
        answer ->
            Stream.of(
                    left(
                        PER_TEN_SECONDS, answer, "X-HubSpot-RateLimit-Remaining", Optional.empty()),
                    left(
                        PER_DAY,
                        answer,
                        "X-HubSpot-RateLimit-Daily-Remaining",
                        Optional.of("X-HubSpot-RateLimit-Daily")))
                .flatMap(Optional::stream)
                .toList());
  }

  private static List<Told> salesforceSays(Answer answer) {
    Function<Matcher, Told> told =
        usage -> {
          long allowed = Long.parseLong(usage.group(2));
          return new Told(PER_DAY, allowed - Long.parseLong(usage.group(1)), Optional.of(allowed));
        };
    return answer
        .header("Sforce-Limit-Info")
        .map(API_USAGE::matcher)
        .filter(Matcher::lookingAt)
        .map(told)
        .stream()
        .toList();
  }

  private static Optional<Told> left(
      String window, Answer answer, String header, Optional<String> whole) {
    return number(answer, header)
        .map(left -> new Told(window, left, whole.flatMap(name -> number(answer, name))));
  }

  private static Optional<Long> number(Answer answer, String header) {
    return answer
        .header(header)
        .map(String::strip)
        .filter(text -> WHOLE.matcher(text).matches())
        .map(Long::valueOf);
  }

  private static boolean pathEnds(Call call, String end) {
    return call.uri().getPath().endsWith(end);
  }
}
