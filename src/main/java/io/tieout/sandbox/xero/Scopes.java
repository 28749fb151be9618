package io.tieout.sandbox.xero;

import io.tieout.sandbox.host.HttpCall;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// What may be asked for and what each endpoint demands. The app is a new one, so the broad scopes
/// of old (`accounting.transactions`, `accounting.reports.read`) are refused.
final class Scopes {
  private static final List<String> WRITABLE =
      List.of(
          "accounting.invoices",
          "accounting.payments",
          "accounting.banktransactions",
          "accounting.manualjournals",
          "accounting.contacts",
          "accounting.settings",
          "accounting.attachments");
  private static final List<String> REPORTS =
      List.of(
          "aged",
          "balancesheet",
          "banksummary",
          "budgetsummary",
          "executivesummary",
          "profitandloss",
          "trialbalance",
          "taxreports");
  private static final Set<String> KNOWN = known();

  private Scopes() {}

  private static Set<String> known() {
    Set<String> all =
        new LinkedHashSet<>(
            List.of("openid", "profile", "email", "offline_access", "accounting.budgets.read"));
    for (String scope : WRITABLE) {
      all.add(scope);
      all.add(scope + ".read");
    }
    REPORTS.forEach(r -> all.add("accounting.reports." + r + ".read"));
    return Set.copyOf(all);
  }

  /// Everything an app of ours may have.
  static Set<String> all() {
    return KNOWN;
  }

  /// The scopes of a request, or empty when one of them cannot be had.
  static Optional<Set<String>> asked(String text) {
    List<String> scopes = new ArrayList<>(List.of(text.strip().split("\\s+", -1)));
    scopes.removeIf(String::isEmpty);
    return KNOWN.containsAll(scopes) && !scopes.isEmpty()
        ? Optional.of(Set.copyOf(scopes))
        : Optional.empty();
  }

  /// Whether the scopes allow the call; the path is what follows the API's base.
  static boolean allow(Set<String> granted, HttpCall call, List<String> path) {
    String resource = path.getFirst().toLowerCase(Locale.ROOT);
    if (resource.equals("reports")) {
      return granted.contains("accounting.reports." + report(path) + ".read");
    }
    boolean files = path.size() > 2 && path.get(2).equalsIgnoreCase("Attachments");
    List<String> needed = files ? List.of("accounting.attachments") : needed(resource);
    boolean reads = call.method().equals("GET");
    return needed.stream()
        .anyMatch(s -> granted.contains(s) || (reads && granted.contains(s + ".read")));
  }

  private static String report(List<String> path) {
    String name = path.size() > 1 ? path.get(1).toLowerCase(Locale.ROOT) : "";
    return name.startsWith("aged") ? "aged" : name;
  }

  private static List<String> needed(String resource) {
    return switch (resource) {
      case "invoices", "creditnotes" -> List.of("accounting.invoices");
      case "items" -> List.of("accounting.invoices", "accounting.settings");
      case "payments", "batchpayments", "overpayments", "prepayments" ->
          List.of("accounting.payments");
      case "banktransactions" -> List.of("accounting.banktransactions");
      case "manualjournals" -> List.of("accounting.manualjournals");
      case "contacts" -> List.of("accounting.contacts");
      default -> List.of("accounting.settings");
    };
  }
}
