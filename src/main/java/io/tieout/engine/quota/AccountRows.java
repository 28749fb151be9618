package io.tieout.engine.quota;

import io.tieout.engine.db.Row;
import io.tieout.engine.db.Sql;
import io.tieout.value.json.Json;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The table's statements.
final class AccountRows {
  private static final String OPEN =
      "insert into quota_account (account) values (:account) on conflict (account) do nothing";

  private static final String LOCK =
      """
      select account, windows, leases, paused_until, paused_why
        from quota_account where account = :account for update
      """;

  private static final String ALL =
      "select account, windows, leases, paused_until, paused_why from quota_account";

  private static final String WRITE =
      """
      update quota_account
         set windows = cast(:windows as jsonb), leases = cast(:leases as jsonb)
       where account = :account
      """;

  private static final String END =
      "update quota_account set leases = leases - :lease where account = :account";

  /// A shorter pause does not end a longer one.
  private static final String PAUSE =
      """
      update quota_account set paused_until = :until, paused_why = :why
       where account = :account and (paused_until is null or paused_until < :until)
      """;

  private AccountRows() {}

  static void open(Sql sql, QuotaPlan plan) {
    sql.run(OPEN).set("account", plan.account()).rows();
  }

  /// The account, which nobody else changes until this transaction ends.
  static Account locked(Sql sql, QuotaPlan plan, Instant now) {
    Account.Stored stored =
        sql.ask(LOCK)
            .set("account", plan.account())
            .first(AccountRows::stored)
            .orElseThrow(() ->
                new IllegalStateException(
                    "quota_account has no row '%s'; restart to have it made"
                        .formatted(plan.account())));
    return Account.read(plan, now, stored);
  }

  static Map<String, Account.Stored> all(Sql sql) {
    return sql.ask(ALL).list(row -> Map.entry(row.text("account"), stored(row))).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  static void write(Sql sql, Account account) {
    sql.run(WRITE)
        .set("account", account.plan().account())
        .json("windows", account.windowsJson())
        .json("leases", account.leasesJson())
        .once();
  }

  static void end(Sql sql, QuotaPlan plan, String lease) {
    sql.run(END).set("account", plan.account()).set("lease", lease).once();
  }

  static void pause(Sql sql, QuotaPlan plan, Account.Pause pause) {
    sql.run(PAUSE)
        .set("account", plan.account())
        .set("until", pause.until())
        .set("why", pause.why())
        .rows();
  }

  private static Account.Stored stored(Row row) {
    return new Account.Stored(
        row.json("windows").asObj("windows"),
        row.json("leases").asObj("leases"),
        row.optInstant("paused_until")
            .map(until -> new Account.Pause(until, row.text("paused_why"))));
  }

  /// What an account is before anything was counted.
  static Account.Stored nothing() {
    return new Account.Stored(Json.object().build(), Json.object().build(), Optional.empty());
  }
}
