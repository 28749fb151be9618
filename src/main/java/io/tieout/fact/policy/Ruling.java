package io.tieout.fact.policy;

import io.tieout.fact.party.Role;
import java.time.Duration;
import java.util.List;

/// What policy says of a proposal, with the rules that said it.
public sealed interface Ruling {
  String policyVersion();

  List<RuleHit> because();

  /// Do it without asking.
  record Proceed(String policyVersion, List<RuleHit> because) implements Ruling {
    public Proceed {
      because = List.copyOf(because);
    }
  }

  /// Ask people first.
  ///
  /// @param role who may approve
  /// @param approvals how many different people must
  /// @param deadline how long they have; after it the request has expired and nothing is done
  record Ask(
      String policyVersion, List<RuleHit> because, Role role, int approvals, Duration deadline)
      implements Ruling {
    public Ask {
      because = List.copyOf(because);
    }
  }

  /// Never do it.
  record Refuse(String policyVersion, List<RuleHit> because) implements Ruling {
    public Refuse {
      because = List.copyOf(because);
    }
  }

  /// A rule that applied.
  ///
  /// @param sentence why, in words for people, with the values that made it apply
  record RuleHit(String ruleId, String sentence) {}
}
