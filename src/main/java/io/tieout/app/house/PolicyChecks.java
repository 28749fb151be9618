package io.tieout.app.house;

import io.tieout.fact.check.Check;
import io.tieout.fact.policy.Policy;
import io.tieout.fact.policy.PolicyReview;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a policy's rules do that their author hardly meant, as checks and in the log.
public final class PolicyChecks {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyChecks.class);

  private PolicyChecks() {}

  static List<Check> of(Policy policy) {
    List<String> warnings = PolicyReview.warnings(policy);
    return warnings.isEmpty()
        ? List.of(
            Check.ok("policy", policy.version() + ", %d rules".formatted(policy.spoken().size())))
        : warnings.stream().map(warning -> Check.warning("policy", warning)).toList();
  }

  /// The warnings, for people who read a configuration.
  public static List<String> warnings(Policy policy) {
    return PolicyReview.warnings(policy).stream().map("policy: "::concat).toList();
  }

  /// At start.
  static void log(Policy inForce) {
    PolicyReview.of(inForce)
        .forEach(remark -> {
          switch (remark.weight()) {
            case WARNING -> LOG.warn("policy {}: {}", inForce.version(), remark.sentence());
            case INFORMATION -> LOG.debug("policy {}: {}", inForce.version(), remark.sentence());
          }
        });
  }
}
