package io.tieout.fact.policy;

import io.tieout.fact.party.Role;
import io.tieout.fact.policy.Ruling.Backup;
import io.tieout.value.json.Json;
import io.tieout.value.json.JsonShapeException;
import io.tieout.value.json.Yaml;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.joda.money.Money;

/// Reads a policy's YAML and collects everything that is wrong with it before complaining.
final class PolicyReader {
  private static final Allowance DEFAULT_DEADLINE = new Allowance.Clock(Duration.ofHours(24));
  private static final int MOST_IN_A_BATCH = 50;

  private final String yaml;
  private final Problems problems = new Problems();

  PolicyReader(String yaml) {
    this.yaml = yaml;
  }

  Policy read() {
    Json.Obj root;
    try {
      root = Yaml.parse(yaml).asObj("policy");
    } catch (JsonShapeException e) {
      throw new PolicyException(List.of(String.valueOf(e.getMessage())));
    }
    problems.onlyKnown(
        root,
        "policy",
        Set.of("version", "ladder", "deadline", "backups", "batch", "one_person", "rules"));
    String version = root.optText("version").orElse("");
    if (version.isBlank()) {
      problems.add("version: missing; name this policy, for example version: \"2026-11-01\"");
    }
    List<Role> ladder = ladder(root);
    Allowance deadline = problems.allowance(root, "deadline", "policy").orElse(DEFAULT_DEADLINE);
    List<Backup> backups = backups(root, ladder);
    Optional<Batching> batching = batching(root);
    Optional<String> onePerson = onePerson(root);
    List<Rule> rules = new RuleReader(problems, ladder).read(root);
    if (!problems.found().isEmpty()) {
      throw new PolicyException(problems.found());
    }
    return new Policy(version, ladder, deadline, rules, backups, batching, onePerson, yaml);
  }

  private List<Role> ladder(Json.Obj root) {
    List<Role> ladder = new ArrayList<>();
    for (Json name : root.list("ladder")) {
      problems.tried("ladder", () -> new Role(name.asText("ladder"))).ifPresent(ladder::add);
    }
    if (ladder.isEmpty()) {
      problems.add("ladder: missing; list the approving roles from least to most senior");
    }
    return ladder;
  }

  private List<Backup> backups(Json.Obj root, List<Role> ladder) {
    List<Backup> backups = new ArrayList<>();
    root.optObj("backups")
        .ifPresent(all ->
            all.fields()
                .forEach((name, value) -> {
                  Optional<Role> role = problems.tried("backups", () -> new Role(name));
                  Optional<Role> backup =
                      problems.tried("backups: " + name, () -> new Role(value.asText(name)));
                  if (role.isPresent() && backup.isPresent()) {
                    if (!ladder.contains(backup.get()) || role.get().equals(backup.get())) {
                      problems.add(
                          "backups: %s: %s; name another role of the ladder"
                              .formatted(name, backup.get().name()));
                    }
                    backups.add(new Backup(role.get(), backup.get()));
                  }
                }));
    return backups;
  }

  private Optional<Batching> batching(Json.Obj root) {
    return root.optObj("batch")
        .flatMap(batch -> {
          problems.onlyKnown(batch, "batch", Set.of("most", "sum", "each"));
          Optional<Integer> most = problems.tried("batch: most", () -> batch.integer("most"));
          Optional<Money> sum = money(batch, "sum");
          Optional<Money> each = money(batch, "each");
          if (most.isEmpty() || sum.isEmpty() || each.isEmpty()) {
            return Optional.empty();
          }
          if (most.get() < 2 || most.get() > MOST_IN_A_BATCH) {
            problems.add("batch: most %d; use 2 to %d".formatted(most.get(), MOST_IN_A_BATCH));
          }
          if (!sum.get().isSameCurrency(each.get())) {
            problems.add("batch: sum and each must be of one currency");
          }
          return Optional.of(new Batching(most.get(), sum.get(), each.get()));
        });
  }

  private Optional<Money> money(Json.Obj batch, String field) {
    if (!batch.has(field)) {
      problems.add("batch: %s is missing; write for example USD 10000".formatted(field));
      return Optional.empty();
    }
    return batch.get(field).flatMap(value -> problems.money("batch: " + field, value));
  }

  /// A company of one person says so in words, which every card shows.
  private Optional<String> onePerson(Json.Obj root) {
    Optional<String> why =
        problems.tried("one_person", () -> root.optText("one_person").orElse(""));
    if (root.has("one_person") && why.filter(w -> w.strip().length() >= 10).isEmpty()) {
      problems.add(
          "one_person: say in a sentence who decided that one person may ask and approve, and why");
    }
    return why.filter(w -> !w.isBlank());
  }
}
