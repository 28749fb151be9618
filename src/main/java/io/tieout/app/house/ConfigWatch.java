package io.tieout.app.house;

import io.tieout.app.config.TieoutConfig;
import io.tieout.engine.db.Sql;
import io.tieout.engine.finding.Finding;
import io.tieout.engine.finding.FindingDraft;
import io.tieout.engine.finding.Findings;
import io.tieout.engine.governing.Kind;
import io.tieout.value.json.Digest;
import io.tieout.work.governing.Governed;
import io.tieout.work.governing.GoverningDesk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells, when a house starts, that its configuration says something else than what is in force:
/// people and policy are changed by proposals only (`docs/decisions/0017-versions-in-force.md`).
/// Once for each configuration, however often it is started.
final class ConfigWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);
  private static final String DIFFERS = "configuration differs";

  /// So many differences are named.
  private static final int NAMED = 5;

  private ConfigWatch() {}

  static void look(Engine engine, Capabilities capabilities, TieoutConfig config) {
    PolicyChecks.log(capabilities.governed().policy());
    look(engine, capabilities.governing(), Kind.PEOPLE, Governed.text(config.people()));
    look(engine, capabilities.governing(), Kind.POLICY, config.policy().text());
  }

  static void look(Engine engine, GoverningDesk desk, Kind kind, String body) {
    List<String> differences = desk.differing(kind, body);
    String subject = "governing/" + kind.spoken();
    String key =
        "%s: %s %s"
            .formatted(
                DIFFERS, kind.spoken(), Digest.of(body.getBytes(StandardCharsets.UTF_8)).hex());
    if (!differences.isEmpty()) {
      LOG.warn(
          "the {} of the configuration are not in force; {} difference(s): {}",
          kind.spoken(),
          differences.size(),
          named(differences));
    }
    engine
        .database()
        .transact(sql -> {
          settle(sql, engine.findings(), subject, differences.isEmpty() ? "" : key);
          if (!differences.isEmpty()) {
            engine.findings().raise(sql, finding(kind, subject, key, differences));
          }
        });
  }

  /// What was told of another configuration holds no more.
  private static void settle(Sql sql, Findings findings, String subject, String stands) {
    findings.open(sql).stream()
        .map(Finding::draft)
        .filter(draft -> draft.kind().equals(DIFFERS) && draft.subject().equals(subject))
        .filter(draft -> !draft.dedupeKey().equals(stands))
        .forEach(draft ->
            findings.resolve(sql, draft.dedupeKey(), "the configuration is another one now"));
  }

  private static FindingDraft finding(
      Kind kind, String subject, String key, List<String> differences) {
    return new FindingDraft(
        DIFFERS,
        subject,
        key,
        "The configuration's %s is not what is in force".formatted(kind.spoken()),
        "The configuration only gave the first version. With it there would be %d difference(s): %s. To put it in force, propose it: ./tieout %s propose FILE. Otherwise write into the configuration what is in force: ./tieout %3$s show --yaml."
            .formatted(differences.size(), named(differences), kind.spoken()),
        List.of());
  }

  private static String named(List<String> differences) {
    String first = String.join("; ", differences.stream().limit(NAMED).toList());
    return differences.size() > NAMED ? first + "; …" : first;
  }
}
