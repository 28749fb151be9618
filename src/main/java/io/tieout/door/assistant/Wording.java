package io.tieout.door.assistant;

import io.tieout.value.json.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what people ordinarily say into the tool they want and the words that name what it is
/// about.
///
/// First the intent, by cue words from the most to the least telling; then what is left after the
/// cue and filling words are taken away is the name. A quoted part is always the name; one between
/// “ and ” lends no cue word and may hold quotes and apostrophes itself.
final class Wording {
  private static final Pattern QUOTED = Pattern.compile("[\"“”„«‘']([^\"“”„«»’']{2,})[\"“”»’']");
  private static final Pattern PAIRED = Pattern.compile("“([^“”]{2,})”");
  private static final Pattern MENTION = Pattern.compile("<[@#!][^>]*>");
  private static final Pattern EDGE = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
  private static final Pattern POSSESSIVE = Pattern.compile("(?i)['’]s?$");
  private static final Pattern BILL_VERB =
      Pattern.compile(
          "^(?:(?:please|pls|can|could|would|you|kindly|tieout|hey|hi)\\s+)*(?:invoice|bill)\\s+(?!status|stand|number|for\\s+(?:the\\s+)?status|\\d|#)\\S.*");

  private static final Set<String> PROPOSE =
      Set.of("propose", "draft", "create", "raise", "issue", "prepare", "make", "generate", "file");
  private static final String WHY = "why";

  /// What is asked about a ruling; in other questions these may be names.
  private static final Set<String> RULED =
      Set.of(
          "asked",
          "ask",
          "need",
          "needed",
          "needs",
          "refused",
          "cfo",
          "controller",
          "approve",
          "approval",
          "approved",
          "policy",
          "rule",
          "rules",
          "step-up");

  private static final Set<String> WAITING =
      Set.of("waiting", "pending", "approve", "approval", "approvals", "queue", "unapproved");
  private static final Set<String> CONNECTION =
      Set.of(
          "connection",
          "connections",
          "connected",
          "paused",
          "throttled",
          "quota",
          "quotas",
          "halted");

  /// Tools that need no name.
  private static final Set<String> NAMELESS = Set.of("waiting_approvals", "connections");

  private static final Set<String> BALANCE =
      Set.of(
          "owe",
          "owes",
          "owed",
          "owing",
          "balance",
          "outstanding",
          "receivable",
          "receivables",
          "unpaid",
          "overdue",
          "ageing",
          "aging");
  private static final Set<String> PAYMENT =
      Set.of(
          "pay",
          "pays",
          "paid",
          "payment",
          "payments",
          "paying",
          "settled",
          "received",
          "remittance",
          "remitted");
  private static final Set<String> INVOICE =
      Set.of(
          "invoice", "invoices", "invoiced", "billed", "bill", "billing", "stand", "stands", "inv");
  private static final Set<String> DEAL =
      Set.of("deal", "deals", "opportunity", "opportunities", "stage", "find", "search", "lookup");
  private static final Set<String> FILLING =
      Set.of(
          "a",
          "about",
          "already",
          "all",
          "am",
          "an",
          "and",
          "any",
          "anything",
          "are",
          "as",
          "at",
          "been",
          "by",
          "can",
          "check",
          "company",
          "could",
          "current",
          "currently",
          "customer",
          "did",
          "do",
          "does",
          "far",
          "for",
          "from",
          "get",
          "give",
          "going",
          "had",
          "happened",
          "happening",
          "has",
          "have",
          "hello",
          "hey",
          "hi",
          "how",
          "i",
          "in",
          "is",
          "it",
          "know",
          "last",
          "latest",
          "let",
          "list",
          "look",
          "me",
          "money",
          "much",
          "my",
          "need",
          "now",
          "number",
          "of",
          "on",
          "one",
          "open",
          "our",
          "out",
          "please",
          "pls",
          "same",
          "see",
          "show",
          "so",
          "status",
          "still",
          "tell",
          "thanks",
          "that",
          "the",
          "their",
          "them",
          "there",
          "they",
          "this",
          "tieout",
          "to",
          "up",
          "us",
          "was",
          "we",
          "were",
          "what",
          "whats",
          "what's",
          "when",
          "where",
          "wheres",
          "where's",
          "which",
          "who",
          "will",
          "with",
          "won",
          "would",
          "yet",
          "you",
          "your",
          "account",
          "new",
          "it's",
          "its");
  private static final Set<String> ALL_CUES = union();

  private Wording() {}

  /// A tool and its arguments.
  record Wish(String tool, Json.Obj arguments) {}

  /// What the last of the sayings wants, with earlier ones to lend an intent or a name that the
  /// last leaves out. Empty when nothing in it is for us.
  static Optional<Wish> read(List<String> sayings) {
    Optional<String> tool = Optional.empty();
    String name = "";
    for (String saying : sayings.reversed()) {
      String text = MENTION.matcher(saying).replaceAll(" ").strip();
      if (tool.isEmpty()) {
        tool = intent(PAIRED.matcher(text).replaceAll(" "));
      }
      if (name.isEmpty()) {
        name = name(text);
      }
      if (tool.isPresent() && (!name.isEmpty() || NAMELESS.contains(tool.get()))) {
        break;
      }
    }
    if (tool.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(wish(tool.get(), name));
  }

  private static Wish wish(String tool, String name) {
    if (NAMELESS.contains(tool)) {
      return new Wish(tool, Json.object().build());
    }
    return new Wish(tool, Json.object().put("words", name.isEmpty() ? "?" : name).build());
  }

  private static Optional<String> intent(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    List<String> words = words(lower);
    boolean invoice = any(words, INVOICE);
    if ((any(words, PROPOSE) && (invoice || any(words, DEAL)))
        || BILL_VERB.matcher(lower).matches()) {
      return Optional.of("propose_invoice");
    }
    if (words.contains(WHY) && any(words, RULED)) {
      return Optional.of("policy_why");
    }
    if (any(words, CONNECTION)) {
      return Optional.of("connections");
    }
    if (any(words, WAITING)) {
      return Optional.of("waiting_approvals");
    }
    if (any(words, BALANCE)) {
      return Optional.of(
          invoice && number(words).isPresent() ? "invoice_status" : "customer_balance");
    }
    if (any(words, PAYMENT)) {
      return Optional.of("payment_lookup");
    }
    if (invoice || number(words).isPresent()) {
      return Optional.of("invoice_status");
    }
    return any(words, DEAL) ? Optional.of("find_deal") : Optional.empty();
  }

  /// What the saying is about: the quoted part, else what remains without cue and filling words.
  private static String name(String text) {
    for (Pattern quotes : List.of(PAIRED, QUOTED)) {
      Matcher quoted = quotes.matcher(text);
      if (quoted.find()) {
        return quoted.group(1).strip();
      }
    }
    boolean why = words(text.toLowerCase(Locale.ROOT)).contains(WHY);
    List<String> left = new ArrayList<>();
    for (String token : text.split("\\s+", -1)) {
      String bare = bare(token);
      String lower = bare.toLowerCase(Locale.ROOT);
      boolean asking = why && (lower.equals(WHY) || RULED.contains(lower));
      if (!bare.isEmpty() && !asking && !ALL_CUES.contains(lower)) {
        left.add(bare);
      }
    }
    return String.join(" ", left);
  }

  private static Optional<String> number(List<String> words) {
    return words.stream().filter(word -> word.matches("(?:inv-?)?\\d{3,}")).findFirst();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("\\s+", -1))
        .map(Wording::bare)
        .filter(w -> !w.isEmpty())
        .toList();
  }

  /// The token without punctuation around it and without a possessive ending.
  private static String bare(String token) {
    String trimmed = EDGE.matcher(token).replaceAll("");
    return POSSESSIVE.matcher(trimmed).replaceAll("");
  }

  private static boolean any(List<String> words, Set<String> cues) {
    return words.stream().anyMatch(cues::contains);
  }

  private static Set<String> union() {
    Set<String> all = new java.util.HashSet<>(FILLING);
    List.of(PROPOSE, WAITING, CONNECTION, BALANCE, PAYMENT, INVOICE, DEAL).forEach(all::addAll);
    return Set.copyOf(all);
  }
}
